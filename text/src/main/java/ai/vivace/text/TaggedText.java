package ai.vivace.text;

import ai.vivace.base.InputException;
import java.util.List;

/**
 * The words of a text and a label for each.
 *
 * @param words what it is made of, punctuation apart
 * @param labels such as O, B-PER and I-PER, one for each word
 * @param name what messages call it: its file and first line
 */
public record TaggedText(List<String> words, List<String> labels, String name) {
    public TaggedText {
        words = List.copyOf(words);
        labels = List.copyOf(labels);
        int wordCount = words.size();
        int labelCount = labels.size();
        String called = name;
        InputException.require(
                wordCount == labelCount && wordCount > 0,
                () -> called + " needs a label for each word and at least one word, but has " + wordCount
                        + " words and " + labelCount + " labels.");
    }
}
