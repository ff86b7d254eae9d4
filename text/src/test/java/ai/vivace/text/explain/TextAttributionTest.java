package ai.vivace.text.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.init.Initializers;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.text.model.Dropouts;
import ai.vivace.text.model.EncoderConfiguration;
import ai.vivace.text.model.TextClassifier;
import ai.vivace.text.token.LetterCase;
import ai.vivace.text.token.SubwordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextAttributionTest {
    private static final List<String> LABELS = List.of("ham", "spam");
    private static final String TEXT = "win a great prize , dear";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SubwordTokenizer encoder;

    @BeforeEach
    void wordsHaveNumbers() throws IOException {
        encoder = SubwordTokenizer.bert(
                Files.writeString(
                        folder.resolve("vocab.txt"),
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nwin\na\ngreat\npri\n##ze\n,\ndear\n"),
                LetterCase.LOWERED);
    }

    private static TextClassifier classifier() {
        TextClassifier classifier =
                TextClassifier.of(EncoderConfiguration.bert(12, 16, 2, 2).dropouts(Dropouts.of(0.1)), 2);
        classifier.parameters().forEach((path, parameter) -> {
            if (parameter.shape().rank() > 1) {
                parameter.initialize(Initializers.normal(0, 0.2), Rng.of(3).split(path));
            }
        });
        classifier.initializePristine(Rng.of(3));
        return classifier;
    }

    @Test
    void integratedGradientsAddUpToTheDifferenceOfTheAnswers() {
        try (TextClassifier classifier = classifier()) {
            Map<String, float[]> before = values(classifier);
            TextRelevance why =
                    TextAttribution.of(classifier, encoder, LABELS).steps(200).integratedGradients(TEXT, "spam");

            assertThat(why.values()).hasSize(7);
            assertThat(Math.abs(why.answer() - why.baseline())).isGreaterThan(0.01);
            assertThat(why.sum()).isCloseTo(why.answer() - why.baseline(), within(2e-3));
            assertThat(values(classifier))
                    .allSatisfy((name, value) -> assertThat(value).containsExactly(before.get(name)));
            assertThat(classifier.isTraining()).isTrue();
        }
    }

    private static Map<String, float[]> values(UnaryLayer layer) {
        try (Scope scope = Scope.open()) {
            Map<String, float[]> values = new LinkedHashMap<>();
            layer.state().forEach((name, value) -> values.put(name, value.toFloats()));
            return values;
        }
    }

    @Test
    void theAnswerIsTheNetworksOwn() {
        try (TextClassifier classifier = classifier();
                Scope scope = Scope.open()) {
            Tensor tokens = Tensor.ofLongs(
                            Arrays.stream(encoder.ids(TEXT)).asLongStream().toArray())
                    .unsqueeze(0);
            double logit = classifier
                    .evaluating(() -> classifier.apply(tokens))
                    .select(1, 1)
                    .item();
            TextAttribution attribution = TextAttribution.of(classifier, encoder, LABELS);

            assertThat(attribution.integratedGradients(TEXT, "spam").answer()).isCloseTo(logit, within(1e-5));
            assertThat(attribution.gradientTimesInput(TEXT, "spam").answer()).isCloseTo(logit, within(1e-5));
            assertThat(attribution.occlusion(TEXT, "spam").answer()).isCloseTo(logit, within(1e-5));
        }
    }

    /** Embedding [12, 2] summed over the tokens by a fixed map: the logit of a class is the sum of the tokens' own numbers. */
    @Test
    void ofASumOfTokensEachMethodTellsTheTokensOwnNumbers() {
        try (Sequential sum = sumOfTokens()) {
            TextAttribution attribution = TextAttribution.of(sum, encoder, LABELS);
            double[] expected = {5, 6, 7, 8, 9, 10, 11};

            assertThat(attribution.gradientTimesInput(TEXT, "spam").values()).containsExactly(expected, within(1e-4));
            assertThat(attribution.integratedGradients(TEXT, "spam").values()).containsExactly(expected, within(1e-4));
            assertThat(attribution.occlusion(TEXT, "spam").values()).containsExactly(expected, within(1e-3));
            assertThat(attribution.integratedGradients(TEXT, "ham").values())
                    .containsExactly(new double[7], within(1e-4));
        }
    }

    /** Nine tokens, [CLS] and [SEP] among them, of two features each; class 1 is the sum of the second features. */
    private static Sequential sumOfTokens() {
        Embedding embedding = Embedding.of(12, 2);
        Linear map = Linear.withoutBias(18, 2);
        float[] vectors = new float[24];
        float[] weights = new float[36];
        for (int i = 0; i < 12; i++) {
            vectors[2 * i] = 1;
            vectors[2 * i + 1] = i;
        }
        for (int i = 0; i < 9; i++) {
            weights[18 + 2 * i + 1] = 1;
        }
        try (Scope scope = Scope.open()) {
            embedding.parameter("weight").assign(Tensor.of(vectors, Shape.of(12, 2)));
            map.parameter("weight").assign(Tensor.of(weights, Shape.of(2, 18)));
        }
        return Sequential.of(embedding, Flatten.of(), map);
    }

    @Test
    void wordsHaveTheSumOfTheirPieces() {
        TextRelevance relevance = new TextRelevance(
                "a prize!", "spam", 1, 0, new int[] {0, 2, 5, 7}, new int[] {1, 5, 7, 8}, new double[] {1, 2, -3, 4});

        assertThat(relevance.words()).containsExactly(new TextRelevance.Word(0, 1, 1), new TextRelevance.Word(2, 8, 3));
    }

    @Test
    void labelsTextsAndNetworksThatDoNotFitAreNamed() {
        try (TextClassifier classifier = classifier();
                Sequential none = Sequential.of(Linear.of(3, 2))) {
            TextAttribution attribution = TextAttribution.of(classifier, encoder, LABELS);
            assertThatThrownBy(() -> attribution.occlusion(TEXT, "spma"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("spam");
            assertThatThrownBy(() -> attribution.occlusion(" ", "spam"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no token");
            assertThatThrownBy(() -> attribution.steps(0)).isInstanceOf(InputException.class);
            assertThatThrownBy(() -> TextAttribution.of(none, encoder, LABELS).gradientTimesInput(TEXT, "spam"))
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
