export default function (config) {
  config.addFilter("iso", (date) => new Date(date).toISOString());
  config.addFilter("readable", (date) => new Date(date).toISOString().slice(0, 10));
  config.addFilter("newest", (posts = []) => posts.slice().reverse());
  config.addFilter("ten", (posts = []) => posts.slice().reverse().slice(0, 10));
}
