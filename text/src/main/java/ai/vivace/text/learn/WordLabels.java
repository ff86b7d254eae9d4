package ai.vivace.text.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.AlignedWords;
import ai.vivace.text.metric.Entity;
import ai.vivace.text.metric.EntityReading;
import ai.vivace.text.token.TextEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels words and texts by a model.
 *
 * @param model from tokens [N, T] to logits [N, T, labels], as in use
 * @param encoder how words become tokens
 * @param longest the most tokens of a text
 * @param labels in order of their numbers
 */
record WordLabels(UnaryLayer model, TextEncoder encoder, int longest, List<String> labels) {
    /** A run of letters and digits, or one character of another kind, such as a period. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{M}\\p{N}]");

    private static final String OUTSIDE = "O";

    /** Whether labels are those of entities: O, and B, I, E or S with a kind. */
    static boolean areEntities(List<String> labels) {
        return labels.contains(OUTSIDE)
                && labels.stream().allMatch(label -> label.equals(OUTSIDE) || label.matches("[BIES]-.+"));
    }

    /** The labels of words. */
    List<String> of(List<String> words, Device device) {
        return told(words, device).stream().map(Told::label).toList();
    }

    /** The entities of a text, or each word with its label where labels are not those of entities. */
    List<LabelledSpan> spans(String text, Device device) {
        List<String> words = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            words.add(found.group());
            places.add(new int[] {found.start(), found.end()});
        }
        List<Told> told = told(words, device);
        List<LabelledSpan> spans = new ArrayList<>();
        for (Entity entity : entities(told)) {
            int from = places.get(entity.from())[0];
            int to = places.get(entity.to() - 1)[1];
            double least = told.subList(entity.from(), entity.to()).stream()
                    .mapToDouble(Told::probability)
                    .min()
                    .orElse(0);
            spans.add(new LabelledSpan(entity.type(), from, to, text.substring(from, to), least));
        }
        return spans;
    }

    private List<Entity> entities(List<Told> told) {
        if (areEntities(labels)) {
            return EntityReading.LENIENT.of(told.stream().map(Told::label).toList());
        }
        List<Entity> words = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            words.add(new Entity(told.get(i).label(), i, i + 1));
        }
        return words;
    }

    /** A word's likeliest label. */
    private record Told(String label, double probability) {}

    private List<Told> told(List<String> words, Device device) {
        if (words.isEmpty()) {
            return List.of();
        }
        AlignedWords aligned = AlignedWords.of(words, encoder);
        int length = aligned.ids().length;
        InputException.require(
                length <= longest,
                () -> "The text has " + length + " tokens, but at most " + longest
                        + " are read at a time. Label it in parts.");
        try (Scope scope = Scope.open()) {
            Tensor tokens = Tensor.of(
                            Arrays.stream(aligned.ids()).asLongStream().toArray(), Shape.of(1, length))
                    .to(device);
            float[] probabilities =
                    Autograd.off(() -> model.apply(tokens)).softmax(2).toFloats();
            return Arrays.stream(aligned.first())
                    .mapToObj(place -> likeliest(probabilities, place))
                    .toList();
        }
    }

    /** A word without a token, such as one of blanks of a rare kind, is taken for the first label, O. */
    private Told likeliest(float[] probabilities, int place) {
        if (place == AlignedWords.NONE) {
            return new Told(labels.get(0), 0);
        }
        int from = place * labels.size();
        int best = from;
        for (int i = from; i < from + labels.size(); i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return new Told(labels.get(best - from), probabilities[best]);
    }
}
