package ai.vivace.text.learn;

/**
 * A piece of a text that is a thing of some kind.
 *
 * @param label the kind, such as PER
 * @param from where it begins: UTF-16 units from 0
 * @param to where it ends, exclusive
 * @param text what stands there
 * @param probability that of the least certain of its words, 0 to 1
 */
public record LabelledSpan(String label, int from, int to, String text, double probability) {}
