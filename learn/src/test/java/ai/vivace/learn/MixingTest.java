package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.loss.LovaszHinge;
import ai.vivace.loss.LovaszSoftmax;
import ai.vivace.loss.MaskScope;
import ai.vivace.loss.MeanSquaredError;
import ai.vivace.loss.Overlap;
import ai.vivace.loss.Penalized;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixingTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.4, 1, 3})
    void sharesHaveTheMomentsOfBeta(double alpha) {
        BetaDraws beta = new BetaDraws(alpha);
        Rng rng = Rng.of(1);
        int count = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double draw = beta.draw(rng);
            assertThat(draw).isBetween(0.0, 1.0);
            sum += draw - 0.5;
            squares += (draw - 0.5) * (draw - 0.5);
        }
        double variance = 1 / (4 * (2 * alpha + 1));
        assertThat(sum / count).isCloseTo(0, within(4 * Math.sqrt(variance / count)));
        assertThat(squares / count).isCloseTo(variance, within(0.03 * variance));
    }

    @Test
    void mixupBlendsEachItemWithItsPartnerAndLossesAsSoftTargetsWould() {
        List<Double> losses = new ArrayList<>();
        try (Learner learner = Blobs.simple(Mixup.of(1), Looking.once(batch -> {
            Rng rng = batch.rng("Mixup");
            Tensor input = batch.batch().input();
            Tensor partners = Mixing.partners(input, rng);
            Tensor shares = Mixing.shares(input, 1, rng);
            assertThat(shares.min().item()).isGreaterThanOrEqualTo(0.5);
            assertThat(shares.variance().item()).isPositive();
            Tensor wide = shares.unsqueeze(1);
            Tensor blend = input.mul(wide)
                    .add(input.indexSelect(0, partners).mul(wide.neg().add(1)));
            assertThat(batch.input().toDoubles()).containsExactly(blend.toDoubles(), within(1e-5));
            Tensor own = batch.target().oneHot(3).to(DType.FLOAT32);
            Tensor soft = own.mul(wide)
                    .add(own.indexSelect(0, partners).mul(wide.neg().add(1)));
            losses.add(batch.loss());
            losses.add(CrossEntropy.standard().mean(batch.output(), soft).item());
        }))) {
            learner.fit(1, 0.1);
        }
        assertThat(losses.get(0)).isCloseTo(losses.get(1), within(1e-5));
    }

    @Test
    void mixupBlendsTargetsWithFractionsThemselves() {
        try (Learner learner = Learner.of(Blobs.plane(), Linear.of(2, 1))
                .callbacks(Mixup.standard(), Looking.once(batch -> {
                    Rng rng = batch.rng("Mixup");
                    Tensor input = batch.batch().input();
                    Tensor expected = Mixing.blended(
                            batch.batch().target(), Mixing.partners(input, rng), Mixing.shares(input, 0.4, rng));
                    assertThat(batch.target().toFloats()).isEqualTo(expected.toFloats());
                    assertThat(batch.target().toFloats())
                            .isNotEqualTo(batch.batch().target().toFloats());
                    assertThat(batch.criterion()).isInstanceOf(MeanSquaredError.class);
                }))
                .build()) {
            learner.fit(1, 0.1);
        }
    }

    @Test
    void boxOfCutMixIsCutOffAtTheEdgesAndItsShareFollows() {
        Box box = CutMix.box(0.6, 16, 4, 32, 32);
        assertThat(box).isEqualTo(new Box(6, 0, 20, 14));
        assertThat(CutMix.share(box, 32, 32)).isCloseTo(0.7265625, within(1e-12));
        assertThat(CutMix.share(CutMix.box(1, 3, 3, 8, 8), 8, 8)).isEqualTo(1);
        assertThat(CutMix.share(CutMix.box(0, 4, 4, 8, 8), 8, 8)).isEqualTo(0);
    }

    @Test
    void cutMixPastesOneBoxAndWeighsTargetsByItsArea() {
        List<Double> shares = new ArrayList<>();
        try (Learner learner = Tiles.learner(CutMix.standard(), new Looking(4, batch -> {
            Tensor input = batch.batch().input();
            Tensor partners = Mixing.partners(input, batch.rng("CutMix"));
            Tensor other = input.indexSelect(0, partners);
            // 1 where a pixel is the partner's in every picture.
            Tensor pasted = batch.input().eq(other).to(DType.FLOAT32).min(0);
            Tensor own = batch.input().eq(input).to(DType.FLOAT32).min(0);
            assertThat(pasted.add(own).toFloats()).containsOnly(1);
            double share = own.mean().item();
            shares.add(share);
            Loss plain = CrossEntropy.standard();
            double expected = share * plain.mean(batch.output(), batch.target()).item()
                    + (1 - share)
                            * plain.mean(batch.output(), batch.target().indexSelect(0, partners))
                                    .item();
            assertThat(batch.loss()).isCloseTo(expected, within(1e-5));
        }))) {
            learner.fit(1, 0.1);
        }
        assertThat(shares).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void oneShareForTheBatchKeepsWhatTheLossIgnoresAndWeighs() {
        Tensor output = Tensor.randomNormal(Shape.of(4, 3), Rng.of(1));
        Tensor target = Tensor.ofLongs(0, 1, 2, CrossEntropy.IGNORED);
        Tensor partners = Tensor.ofLongs(2, 2, CrossEntropy.IGNORED, 1);
        Loss loss = CrossEntropy.standard().classWeights(1, 2, 3);
        assertThat(MixedTargets.ofBatch(loss, partners, 0.25)
                        .mean(output, target)
                        .item())
                .isCloseTo(
                        0.25 * loss.mean(output, target).item()
                                + 0.75 * loss.mean(output, partners).item(),
                        within(1e-6));
        assertThat(MixedTargets.ofItems(loss, partners, Tensor.of(1, 1, 1, 1))
                        .each(output, target)
                        .toDoubles())
                .containsExactly(loss.each(output, target).toDoubles(), within(1e-6));
    }

    @Test
    void manifoldMixupBlendsBeforeTheLayerThatIsDrawn() {
        List<String> seen = new ArrayList<>();
        try (Learner learner = Blobs.simple(ManifoldMixup.before(2, "0", "2"), new Looking(4, batch -> {
            Rng rng = batch.rng("ManifoldMixup");
            Tensor input = batch.input();
            Tensor partners = Mixing.partners(input, rng);
            Tensor shares = Mixing.shares(input, 2, rng);
            Sequential model = (Sequential) batch.fit().learner().model();
            Tensor hidden = model.layers().get(1).apply(model.layers().get(0).apply(input));
            Tensor late = model.layers().get(2).apply(Mixing.blended(hidden, partners, shares));
            Tensor early = model.apply(Mixing.blended(input, partners, shares));
            seen.add(
                    batch.output().sub(late).abs().max().item() < 1e-5
                            ? "2"
                            : batch.output().sub(early).abs().max().item() < 1e-5 ? "0" : "neither");
        }))) {
            learner.fit(1, 0.1);
        }
        assertThat(seen).hasSize(4).containsOnly("0", "2");
    }

    static Stream<Supplier<Callback>> mixers() {
        return Stream.of(Mixup::standard, CutMix::standard, () -> ManifoldMixup.before(1, "0", "3"));
    }

    @ParameterizedTest
    @MethodSource("mixers")
    void anyNumberOfWorkersMixesTheSame(Supplier<Callback> mixer) {
        assertThat(steps(0, mixer.get())).isEqualTo(steps(3, mixer.get())).isNotEqualTo(steps(0));
    }

    private static List<StepRow> steps(int workers, Callback... callbacks) {
        try (Learner learner = Tiles.learner(workers, callbacks)) {
            return List.copyOf(learner.fit(2, 0.05).steps());
        }
    }

    @ParameterizedTest
    @MethodSource("mixers")
    void validationSeesPlainItems(Supplier<Callback> mixer) {
        try (Learner learner = Tiles.learner(mixer.get())) {
            double recorded = learner.fit(1, 0.05).epochs().get(0).evaluation().loss();
            double plain = learner.evaluate(Tiles.data(0).validation()).loss();
            assertThat(recorded).isEqualTo(plain);
        }
    }

    /** A loss of pairs, whose items cannot be judged alone. */
    private record Pairs() implements Loss {
        @Override
        public Tensor mean(Tensor output, Tensor target) {
            return output.sum();
        }

        @Override
        public Tensor each(Tensor output, Tensor target) {
            return output.sum();
        }

        @Override
        public boolean judgesItemsAlone() {
            return false;
        }
    }

    /** A loss that claims to judge items alone, but gives one number. */
    private static final Loss WRONG = new Loss() {
        @Override
        public Tensor mean(Tensor output, Tensor target) {
            return output.sum();
        }

        @Override
        public Tensor each(Tensor output, Tensor target) {
            return output.sum();
        }

        @Override
        public String toString() {
            return "Wrong()";
        }
    };

    @Test
    void lossesThatCannotBeMixedAreRefused() {
        try (Learner learner = learner(new Pairs(), Mixup.standard())) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("Mixup mixes the losses of two targets")
                    .hasMessageContaining("Pairs[] compares items with each other");
        }
        try (Learner learner = learner(WRONG, Mixup.standard())) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("one number for each of 120 items, but Wrong() gave shape []");
        }
    }

    private static Learner learner(Loss loss, Callback... callbacks) {
        return Learner.of(Blobs.batchesOf(120), Blobs.plain())
                .loss(loss)
                .callbacks(callbacks)
                .build();
    }

    @Test
    void twoMixersTextsAndModelsWithoutLayersAreRefused() {
        try (Learner learner = Tiles.learner(Mixup.standard(), CutMix.standard())) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("2 callbacks that mix items");
        }
        try (Learner learner = Blobs.simple(CutMix.standard())) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("CutMix is for pictures");
        }
        try (Learner learner = Blobs.simple(ManifoldMixup.before(1, "7"))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("7");
        }
        try (Learner learner = Learner.of(Blobs.data(), Linear.of(2, 3))
                .callbacks(ManifoldMixup.before(1, "0"))
                .build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("but the model is a Linear");
        }
        assertThatThrownBy(() -> Mixup.of(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> ManifoldMixup.before(1)).isInstanceOf(InputException.class);
    }

    @Test
    void lossesThatJudgeTheBatchAsOneAreRefused() {
        List<Loss> wholes = List.of(
                Overlap.dice().over(MaskScope.BATCH),
                new LovaszHinge(MaskScope.BATCH),
                new LovaszSoftmax(MaskScope.BATCH),
                Penalized.of(new LovaszSoftmax(MaskScope.BATCH)));
        for (Loss whole : wholes) {
            for (Callback mixer : List.of(Mixup.standard(), ManifoldMixup.before(1, "0"))) {
                try (Learner learner = learner(whole, mixer)) {
                    assertThatThrownBy(() -> learner.fit(1, 0.1))
                            .isInstanceOf(InputException.class)
                            .hasMessage(mixer.getClass().getSimpleName()
                                    + " mixes the losses of two targets for each item, but " + whole
                                    + " compares items with each other. Leave one of them out.");
                }
            }
        }
        assertThat(Overlap.dice().judgesItemsAlone()).isTrue();
        assertThat(LovaszHinge.standard().judgesItemsAlone()).isTrue();
        assertThat(Penalized.of(CrossEntropy.standard()).judgesItemsAlone()).isTrue();
    }
}
