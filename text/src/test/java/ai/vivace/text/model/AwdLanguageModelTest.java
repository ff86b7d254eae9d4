package ai.vivace.text.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerTree;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwdLanguageModelTest {
    private static final AwdConfiguration SMALL =
            AwdConfiguration.of(12, 6, 8, 3).dropouts(AwdDropouts.none());

    private static AwdLanguageModel drawn(AwdConfiguration configuration) {
        AwdLanguageModel model = AwdLanguageModel.of(configuration);
        model.initialize(Rng.of(1));
        return model;
    }

    private static Tensor text(long... tokens) {
        return Tensor.of(tokens, Shape.of(1, tokens.length));
    }

    /** fastai's of WikiText-103, and the paper's of WikiText-2. */
    @Test
    void countsAreTheReferences() {
        assertThat(AwdConfiguration.of(60_008).parameterCount()).isEqualTo(44_336_488);
        assertThat(AwdConfiguration.of(33_278, 400, 1150, 3).parameterCount()).isEqualTo(33_556_078);
        try (AwdLanguageModel model = AwdLanguageModel.of(SMALL)) {
            assertThat(model.parameterCount()).isEqualTo(SMALL.parameterCount());
        }
    }

    @Test
    void namesAreFastais() {
        try (AwdLanguageModel model = AwdLanguageModel.of(SMALL);
                AwdClassifier classifier = AwdClassifier.of(SMALL, 2)) {
            assertThat(model.state().keySet())
                    .contains(
                            "0.encoder.weight",
                            "0.rnns.0.weight_hh_l0_raw",
                            "0.rnns.0.module.weight_ih_l0",
                            "0.rnns.2.module.bias_ih_l0",
                            "0.rnns.2.module.bias_hh_l0",
                            "1.decoder.bias")
                    .hasSize(14);
            assertThat(TextWeights.withTies(model).keySet()).contains("0.encoder_dp.emb.weight", "1.decoder.weight");
            assertThat(classifier.state().keySet())
                    .contains(
                            "0.module.encoder.weight",
                            "0.module.rnns.1.weight_hh_l0_raw",
                            "1.layers.0.0.running_mean",
                            "1.layers.0.2.weight",
                            "1.layers.1.0.bias",
                            "1.layers.1.2.weight")
                    .doesNotContain("1.layers.0.2.bias");
        }
    }

    @Test
    void filesOfFastaiLoad() {
        try (AwdLanguageModel from = drawn(SMALL);
                AwdLanguageModel to = AwdLanguageModel.of(SMALL);
                Scope scope = Scope.open()) {
            Map<String, Tensor> state = new LinkedHashMap<>(TextWeights.withTies(from));
            state.put("0.rnns.0.module.weight_hh_l0", Tensor.zeros(Shape.of(32, 8)));
            TextWeights.load(to, state);
            assertThat(to.run(text(3, 4, 5), to.encoder().zeroStates(1))
                            .logits()
                            .toFloats())
                    .isEqualTo(from.run(text(3, 4, 5), from.encoder().zeroStates(1))
                            .logits()
                            .toFloats());
        }
    }

    @Test
    void batchesGoOnWhereTheLastEnded() {
        try (AwdLanguageModel model = drawn(SMALL);
                Scope scope = Scope.open()) {
            Tensor whole = model.run(text(3, 4, 5, 6, 7), model.encoder().zeroStates(1))
                    .logits();
            model.apply(text(3, 4));
            Tensor second = model.apply(text(5, 6, 7));
            assertThat(second.toFloats()).containsExactly(whole.narrow(1, 2, 3).toFloats(), within(1e-6f));
            model.reset();
            assertThat(model.apply(text(3, 4)).toFloats())
                    .containsExactly(whole.narrow(1, 0, 2).toFloats(), within(1e-6f));
        }
    }

    @Test
    void eachDropoutDropsInTrainingAndNoneInUse() {
        for (AwdDropouts dropouts : new AwdDropouts[] {
            new AwdDropouts(.5, 0, 0, 0, 0),
            new AwdDropouts(0, .5, 0, 0, 0),
            new AwdDropouts(0, 0, .5, 0, 0),
            new AwdDropouts(0, 0, 0, .5, 0),
            new AwdDropouts(0, 0, 0, 0, .5)
        }) {
            try (AwdLanguageModel model = drawn(SMALL.dropouts(dropouts));
                    AwdLanguageModel plain = drawn(SMALL);
                    Scope scope = Scope.open()) {
                float[] expected = plain.run(text(3, 4, 5, 6), plain.encoder().zeroStates(1))
                        .logits()
                        .toFloats();
                assertThat(model.run(text(3, 4, 5, 6), model.encoder().zeroStates(1))
                                .logits()
                                .toFloats())
                        .isNotEqualTo(expected);
                model.eval();
                assertThat(model.run(text(3, 4, 5, 6), model.encoder().zeroStates(1))
                                .logits()
                                .toFloats())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void regularizationIsSizeAndChange() {
        try (Scope scope = Scope.open()) {
            Tensor raw = Tensor.of(new float[] {1, 2, 4}, Shape.of(1, 3, 1));
            Tensor dropped = Tensor.of(new float[] {2, 0, 1}, Shape.of(1, 3, 1));
            AwdLanguageModel.Output output = new AwdLanguageModel.Output(raw, raw, dropped, List.of());
            assertThat(output.regularization(2, 1).item()).isCloseTo(2 * 5 / 3.0 + 2.5, within(1e-6));
        }
    }

    @Test
    void gradientsReachEveryParameter() {
        try (AwdLanguageModel model = drawn(SMALL.dropouts(AwdDropouts.languageModel()));
                Scope scope = Scope.open()) {
            AwdLanguageModel.Output output =
                    model.run(text(3, 4, 5), model.encoder().zeroStates(1));
            output.logits().square().mean().add(output.regularization(2, 1)).backward();
            model.parameters()
                    .forEach((path, parameter) ->
                            assertThat(parameter.value().hasGrad()).as(path).isTrue());
        }
    }

    @Test
    void tokenByTokenGivesTheLogitsOfOnePass() {
        try (AwdLanguageModel model = drawn(SMALL);
                Scope scope = Scope.open()) {
            Tensor all =
                    model.run(text(3, 4, 5, 6), model.encoder().zeroStates(1)).logits();
            Tensor batch = Tensor.of(new long[] {7, 8, 9, 0, 3, 4}, Shape.of(2, 3));
            Tensor mask = Tensor.of(new long[] {1, 1, 1, 0, 1, 1}, Shape.of(2, 3));
            try (Decoding decoding = model.begin(batch, AttentionMask.attending(mask))) {
                assertThat(decoding.logits()[1])
                        .containsExactly(all.select(0, 0).select(0, 1).toFloats(), within(1e-5f));
                decoding.select(new int[] {1});
                decoding.advance(new int[] {5});
                decoding.advance(new int[] {6});
                assertThat(decoding.logits()[0])
                        .containsExactly(all.select(0, 0).select(0, 3).toFloats(), within(1e-5f));
            }
        }
    }

    @Test
    void classifierReadsTextsOfAnyPaddingAlike() {
        try (AwdClassifier classifier = AwdClassifier.of(SMALL, 2, 3, 6);
                Scope scope = Scope.open()) {
            classifier.initialize(Rng.of(1));
            classifier.eval();
            float[] alone = classifier.apply(text(3, 4, 5, 6)).toFloats();
            assertThat(classifier.apply(text(1, 1, 3, 4, 5, 6)).toFloats()).containsExactly(alone, within(1e-5f));
            assertThat(classifier.apply(text(3, 4, 5, 6, 1, 1)).toFloats()).containsExactly(alone, within(1e-5f));
            assertThat(classifier.apply(text(1, 1)).isFinite().toLongs()).containsOnly(1);
        }
    }

    @Test
    void headReadsTheLastTokensOnly() {
        try (AwdClassifier classifier = AwdClassifier.of(SMALL, 2, 2, 4);
                AwdClassifier whole = AwdClassifier.of(SMALL, 2, 2, 8);
                Scope scope = Scope.open()) {
            classifier.initialize(Rng.of(1));
            whole.load(classifier.state());
            classifier.eval();
            whole.eval();
            Tensor text = text(3, 4, 5, 6, 7, 8, 9, 10);
            assertThat(classifier.apply(text).toFloats())
                    .isNotEqualTo(whole.apply(text).toFloats());
            Tensor shorter = text(3, 4, 5, 6);
            assertThat(classifier.apply(shorter).toFloats())
                    .isEqualTo(whole.apply(shorter).toFloats());
        }
    }

    @Test
    void areBuiltAgainFromTheirDescriptions() {
        try (AwdLanguageModel model = AwdLanguageModel.of(SMALL);
                Layer again = LayerTree.build(LayerTree.describe(model));
                AwdClassifier classifier = AwdClassifier.of(SMALL, 3);
                Layer classifierAgain = LayerTree.build(LayerTree.describe(classifier))) {
            assertThat(again.settings()).isEqualTo(model.settings());
            assertThat(classifierAgain.settings()).isEqualTo(classifier.settings());
        }
        assertThatThrownBy(() -> AwdDropouts.classifier().times(3)).isInstanceOf(InputException.class);
    }
}
