package ai.vivace.text.metric;

import ai.vivace.base.InputException;

/**
 * A run of words that is a thing of some kind, such as a name.
 *
 * @param type the kind, such as PER
 * @param from its first word, from 0
 * @param to behind its last word
 */
public record Entity(String type, int from, int to) {
    public Entity {
        int first = from;
        int end = to;
        InputException.require(
                from >= 0 && from < to,
                () -> "An entity has at least one word, but came those from " + first + " to before " + end + ".");
    }
}
