package ai.vivace.text.learn;

import ai.vivace.text.Document;

/**
 * A text with a high loss.
 *
 * @param document the text, its class and its name
 * @param loss its loss
 * @param predicted the likeliest class
 * @param probability what the model gives its true class
 */
public record TextMistake(Document document, double loss, String predicted, double probability) {}
