export default {
  "emotion.joy": "Alegría",
  "emotion.sadness": "Tristeza",
  "emotion.anger": "Enojo",
  "emotion.fear": "Miedo",
  "emotion.disgust": "Asco",
  "emotion.surprise": "Sorpresa",
  "emotion.neutral": "Neutral",
};
