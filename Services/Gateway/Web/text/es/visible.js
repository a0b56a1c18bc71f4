export default {
  "visible.title": "Quién puede verla",
  "visible.lead": "Si no eliges a nadie, sólo la ves tú. Cambiarla y borrarla sólo puedes tú.",
  "visible.groups": "Tus grupos",
  "visible.roles": "Todas las personas de estos roles",
};
