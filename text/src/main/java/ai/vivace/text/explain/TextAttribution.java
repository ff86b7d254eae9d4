package ai.vivace.text.explain;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.token.Encoding;
import ai.vivace.text.token.TextEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells which tokens of a text speak for an answer of a classifier of texts.
 *
 * <pre>{@code
 * TextRelevance why = TextAttribution.of(classifier, encoder, List.of("ham", "spam")).integratedGradients(text, "spam");
 * System.out.println(RelevanceWriting.ofConsole().write(why));
 * }</pre>
 *
 * <p>Nothing of the network changes; it runs as in use.
 */
public final class TextAttribution {
    private static final int STEPS = 50;
    private static final int ROWS = 16;

    private final UnaryLayer network;
    private final TextEncoder encoder;
    private final List<String> labels;
    private final int steps;

    private TextAttribution(UnaryLayer network, TextEncoder encoder, List<String> labels, int steps) {
        this.network = network;
        this.encoder = encoder;
        this.labels = labels;
        this.steps = steps;
    }

    /**
     * Of a classifier.
     *
     * @param network from tokens [N, T] to logits [N, classes], which begins with an embedding
     * @param encoder that of its data
     * @param labels the names of its classes
     */
    public static TextAttribution of(UnaryLayer network, TextEncoder encoder, List<String> labels) {
        return new TextAttribution(network, encoder, List.copyOf(labels), STEPS);
    }

    /** The same with another number of steps of integrated gradients, at least 1; default 50. More are slower and more exact. */
    public TextAttribution steps(int count) {
        InputException.require(count >= 1, () -> "At least one step is needed, but came " + count + ".");
        return new TextAttribution(network, encoder, labels, count);
    }

    /**
     * The gradient of the answer by each token's vector, times that vector (Shrikumar 2016): one run, rough.
     *
     * @throws InputException when the label is not known, or the text has no token
     */
    public TextRelevance gradientTimesInput(String text, String label) {
        Question question = new Question(text, label);
        try (Scope scope = Scope.open()) {
            Tensor tokens = question.tokens(1);
            EmbeddedTokens embedded = new EmbeddedTokens(network);
            Tensor vectors = embedded.vectors(tokens).requiresGrad(true);
            Tensor answer = embedded.answers(tokens, vectors).select(1, question.number);
            Tensor gradient = gradient(answer, vectors);
            return question.relevance(
                    answer.item(), Double.NaN, gradient.mul(vectors.detach()).sum(2));
        }
    }

    /**
     * Integrated gradients (Sundararajan 2017) on the way from vectors of padding, but for what the encoder puts around texts, to the text's. What the tokens
     * add is together the answer minus the baseline, but for the error of the sum that stands for the integral.
     *
     * @throws InputException when the label is not known, or the text has no token
     */
    public TextRelevance integratedGradients(String text, String label) {
        Question question = new Question(text, label);
        try (Scope scope = Scope.open()) {
            EmbeddedTokens embedded = new EmbeddedTokens(network);
            Tensor tokens = question.tokens(1);
            Tensor end = embedded.vectors(tokens);
            Tensor begin = embedded.vectors(question.hidden());
            Tensor way = end.sub(begin);
            Tensor sum = way.zerosLike();
            for (int from = 0; from < steps; from += ROWS) {
                int rows = Math.min(ROWS, steps - from);
                float[] shares = new float[rows];
                for (int i = 0; i < rows; i++) {
                    shares[i] = (float) ((from + i + 0.5) / steps);
                }
                try (Scope part = Scope.open()) {
                    Tensor share = Tensor.of(shares, Shape.of(rows, 1, 1)).to(way.device());
                    Tensor points = begin.add(way.mul(share)).detach().requiresGrad(true);
                    Tensor answers = embedded.answers(question.tokens(rows), points)
                            .select(1, question.number)
                            .sum();
                    sum.addInPlace(gradient(answers, points).sum(0).unsqueeze(0));
                }
            }
            double there = Autograd.off(() -> embedded.answers(tokens, end))
                    .select(1, question.number)
                    .item();
            double without = Autograd.off(() -> embedded.answers(tokens, begin))
                    .select(1, question.number)
                    .item();
            return question.relevance(
                    there, without, sum.mul(way).mul(1.0 / steps).sum(2));
        }
    }

    /**
     * How much the answer falls when one token at a time is taken for padding (Zeiler and Fergus 2014): needs no gradients, and one run for each token.
     *
     * @throws InputException when the label is not known, or the text has no token
     */
    public TextRelevance occlusion(String text, String label) {
        Question question = new Question(text, label);
        float[] falls = new float[question.encoding.size()];
        double answer;
        try (Scope scope = Scope.open()) {
            answer = answers(question, question.tokens(1))[0];
        }
        int[] places = question.places();
        for (int from = 0; from < places.length; from += ROWS) {
            int[] some = Arrays.copyOfRange(places, from, Math.min(places.length, from + ROWS));
            try (Scope scope = Scope.open()) {
                double[] without = answers(question, question.without(some));
                for (int i = 0; i < some.length; i++) {
                    falls[some[i]] = (float) (answer - without[i]);
                }
            }
        }
        return question.relevance(answer, Double.NaN, falls);
    }

    private double[] answers(Question question, Tensor tokens) {
        return Autograd.off(() -> network.evaluating(() -> network.apply(tokens)))
                .select(1, question.number)
                .contiguous()
                .toDoubles();
    }

    private static Tensor gradient(Tensor answer, Tensor vectors) {
        return Autograd.gradients(answer.sum(), List.of(vectors), Autograd.Differentiable.NO)
                .get(0);
    }

    /** A text and the answer that is asked about. */
    private final class Question {
        private final String text;
        private final String label;
        private final int number;
        private final Encoding encoding;

        Question(String text, String label) {
            this.text = text;
            this.label = label;
            number = labels.indexOf(label);
            InputException.require(number >= 0, () -> Spelling.unknown("label", label, labels));
            encoding = encoder.encode(text);
            InputException.require(
                    places().length > 0, () -> "The text \"" + text + "\" has no token to explain an answer by.");
        }

        /** Where the text's own tokens are. */
        int[] places() {
            return IntStream.range(0, encoding.size())
                    .filter(i -> encoding.specials()[i] == 0)
                    .toArray();
        }

        Tensor tokens(int rows) {
            long[] ids = new long[rows * encoding.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = encoding.ids()[i % encoding.size()];
            }
            return tensor(ids, rows);
        }

        /** The text with padding for all its tokens. */
        Tensor hidden() {
            long[] ids = Arrays.stream(encoding.ids()).asLongStream().toArray();
            for (int place : places()) {
                ids[place] = encoder.paddingId();
            }
            return tensor(ids, 1);
        }

        /** The text once for each of some places, with padding there. */
        Tensor without(int[] some) {
            long[] ids = new long[some.length * encoding.size()];
            for (int i = 0; i < ids.length; i++) {
                int place = i % encoding.size();
                ids[i] = place == some[i / encoding.size()] ? encoder.paddingId() : encoding.ids()[place];
            }
            return tensor(ids, some.length);
        }

        private Tensor tensor(long[] ids, int rows) {
            return Tensor.of(ids, Shape.of(rows, encoding.size()))
                    .to(network.parameters().values().iterator().next().value().device());
        }

        TextRelevance relevance(double answer, double baseline, Tensor values) {
            return relevance(answer, baseline, values.reshape(-1).toFloats());
        }

        TextRelevance relevance(double answer, double baseline, float[] values) {
            int[] places = places();
            return new TextRelevance(
                    text,
                    label,
                    answer,
                    baseline,
                    Arrays.stream(places).map(i -> encoding.starts()[i]).toArray(),
                    Arrays.stream(places).map(i -> encoding.ends()[i]).toArray(),
                    Arrays.stream(places).mapToDouble(i -> values[i]).toArray());
        }
    }
}
