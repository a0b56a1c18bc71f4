export default {
  "visible.title": "Who can see it",
  "visible.lead": "If you choose nobody, only you see it. Only you can change and delete it.",
  "visible.groups": "Your groups",
  "visible.roles": "Everybody of these roles",
};
