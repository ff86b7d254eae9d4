package ai.vivace.text.token;

import ai.vivace.base.InputException;

/**
 * A text, or a pair of texts, as numbers, with what each number stands for. All arrays are equally long and are shared, not copied;
 * treat them as read-only.
 *
 * @param ids numbers in the vocabulary
 * @param types 0 for the first text, 1 for the second, as models such as BERT take them
 * @param mask 1 for what a model attends to, 0 for padding
 * @param specials 1 for what is no text: the beginning, the end, what stands between, padding
 * @param starts where in its text each token begins: UTF-16 units from 0; 0 where there is none
 * @param ends where each token ends, exclusive; 0 where there is none
 */
public record Encoding(int[] ids, int[] types, int[] mask, int[] specials, int[] starts, int[] ends) {
    public Encoding {
        int size = ids.length;
        InputException.require(
                types.length == size
                        && mask.length == size
                        && specials.length == size
                        && starts.length == size
                        && ends.length == size,
                () -> "All parts of an encoding are equally long, but there are " + size + " ids, " + types.length
                        + " types, " + mask.length + " of the mask, " + specials.length + " marks of special tokens, "
                        + starts.length + " starts and " + ends.length + " ends.");
    }

    /** The number of tokens. */
    public int size() {
        return ids.length;
    }
}
