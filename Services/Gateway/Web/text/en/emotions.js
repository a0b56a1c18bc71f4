export default {
  "emotion.joy": "Joy",
  "emotion.sadness": "Sadness",
  "emotion.anger": "Anger",
  "emotion.fear": "Fear",
  "emotion.disgust": "Disgust",
  "emotion.surprise": "Surprise",
  "emotion.neutral": "Neutral",
};
