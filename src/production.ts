// Imported first by both doors: graphql-js and others check much more, and slowly, unless they know before they load.
process.env.NODE_ENV ??= 'production';
