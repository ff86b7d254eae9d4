package ai.vivace.text.explain;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much each token of a text speaks for an answer, or, below 0, against it.
 *
 * @param text the text
 * @param label the answer that is asked about
 * @param answer the model's logit of it
 * @param baseline its logit where nothing of the text is there; NaN where the method has none
 * @param starts where each token begins in the text: UTF-16 units from 0
 * @param ends where each token ends, exclusive
 * @param values what each token adds
 */
public record TextRelevance(
        String text, String label, double answer, double baseline, int[] starts, int[] ends, double[] values) {
    private static final Pattern WORD = Pattern.compile("\\S+");

    public TextRelevance {
        int[] givenStarts = starts;
        int[] givenEnds = ends;
        double[] givenValues = values;
        InputException.require(
                starts.length == values.length && ends.length == values.length,
                () -> "Each token needs a beginning, an end and a value, but came " + givenStarts.length + ", "
                        + givenEnds.length + " and " + givenValues.length + ".");
    }

    /**
     * A run of characters that are no blanks.
     *
     * @param from where it begins
     * @param to where it ends, exclusive
     * @param value what its tokens add together
     */
    public record Word(int from, int to, double value) {}

    /** What all tokens add. */
    public double sum() {
        return Arrays.stream(values).sum();
    }

    /** The words of the text. */
    public List<Word> words() {
        List<Word> words = new ArrayList<>();
        Matcher found = WORD.matcher(text);
        int token = 0;
        while (found.find()) {
            double value = 0;
            while (token < values.length && starts[token] < found.end()) {
                value += values[token++];
            }
            words.add(new Word(found.start(), found.end(), value));
        }
        return words;
    }
}
