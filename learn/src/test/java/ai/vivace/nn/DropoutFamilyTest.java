package ai.vivace.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of dropout: the expected value stays, masks are shared as stated, and in use nothing is dropped. */
class DropoutFamilyTest {
    private record Kind(String name, Shape shape, DoubleFunction<DropoutLayer> maker) {
        DropoutLayer of(double probability) {
            return maker.apply(probability);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Shapes with some 10 000 masks of their own, so that moments are within a few percent. */
    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("elements", Shape.of(100, 200), Dropout::of),
                new Kind("channels of rows", Shape.of(200, 50, 3), SpatialDropout::of),
                new Kind("channels of pictures", Shape.of(200, 50, 2, 2), SpatialDropout::of),
                new Kind("locked", Shape.of(100, 3, 100), LockedDropout::of),
                new Kind("depth", Shape.of(10_000, 3), StochasticDepth::of));
    }

    static Stream<Kind> allKinds() {
        return Stream.concat(
                kinds(),
                Stream.of(
                        new Kind("alpha", Shape.of(100, 200), AlphaDropout::of),
                        new Kind("blocks", Shape.of(20, 5, 8, 8), p -> DropBlock2d.of(p, 3))));
    }

    @BeforeEach
    void sameDrawsInAnyOrderOfTests() {
        Engine.seed(Rng.of(11));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void expectedValueStaysAndVarianceIsThatOfAScaledBernoulli(Kind kind) {
        for (double p : new double[] {0.1, 0.3, 0.6}) {
            Tensor dropped = kind.of(p).apply(Tensor.full(kind.shape(), 2));
            double deviation = 2 * Math.sqrt(p / (1 - p));
            assertThat(dropped.mean().item()).as("mean at " + p).isCloseTo(2, within(4 * deviation / 100));
            assertThat(dropped.variance().item())
                    .as("variance at " + p)
                    .isCloseTo(deviation * deviation, within(0.12 * deviation * deviation));
            assertThat(dropped.max().item()).isCloseTo(2 / (1 - p), within(1e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void useAndProbabilityZeroAreTheIdentity(Kind kind) {
        Tensor input = Tensor.randomNormal(kind.shape(), Rng.of(1));
        assertThat(kind.of(0).apply(input)).isSameAs(input);
        DropoutLayer layer = kind.of(0.5);
        layer.eval();
        assertThat(layer.apply(input)).isSameAs(input);
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void certainDropGivesZerosAndNotNaN(Kind kind) {
        Tensor input = Tensor.randomNormal(kind.shape(), Rng.of(1)).requiresGrad(true);
        Tensor dropped = kind.of(1).apply(input);
        assertThat(dropped.eq(0).sum().item()).isEqualTo((double) kind.shape().elements());
        dropped.sum().backward();
        assertThat(Objects.requireNonNull(input.grad()).toFloats()).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void equalSeedsDrawEqually(Kind kind) {
        Tensor input = Tensor.ones(kind.shape());
        DropoutLayer layer = kind.of(0.4);
        Engine.seed(Rng.of(5));
        float[] first = layer.apply(input).toFloats();
        float[] second = layer.apply(input).toFloats();
        Engine.seed(Rng.of(5));
        assertThat(layer.apply(input).toFloats()).isEqualTo(first).isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void probabilitiesOutsideTheirRangeAreRefused(double probability) {
        List.<DoubleFunction<?>>of(
                        Dropout::of,
                        AlphaDropout::of,
                        Zoneout::of,
                        p -> DropConnect.of(Linear.of(2, 2), p),
                        p -> EmbeddingDropout.of(Embedding.of(2, 2), p),
                        p -> StochasticDepth.rising(p, 3))
                .forEach(maker -> assertThatThrownBy(() -> maker.apply(probability))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("must be 0 to 1, but is " + probability));
    }

    @Test
    void spatialDropoutDrawsOnceForAChannelOfAnItem() {
        Tensor mask = SpatialDropout.of(0.5).apply(Tensor.ones(Shape.of(8, 16, 4, 5)));
        assertThat(mask.flatten(2, 3).variance(2).max().item()).isZero();
        assertThat(mask.select(2, 0).select(2, 0).variance(1).min().item()).isPositive();
        assertThat(mask.select(2, 0).select(2, 0).variance(0).sum().item()).isPositive();
    }

    @Test
    void lockedDropoutKeepsItsMaskOverTime() {
        Tensor mask = LockedDropout.of(0.5).apply(Tensor.ones(Shape.of(6, 9, 32)));
        assertThat(mask.variance(1).max().item()).isZero();
        assertThat(mask.select(1, 0).variance(0).sum().item()).isPositive();
    }

    @Test
    void stochasticDepthDrawsForEachItemAndNotForTheBatch() {
        Tensor kept = StochasticDepth.of(0.5).apply(Tensor.ones(Shape.of(64, 3, 2)));
        assertThat(kept.flatten(1, 2).variance(1).max().item()).isZero();
        assertThat(kept.flatten(1, 2).select(1, 0).toFloats()).contains(0, 2);
    }

    @Test
    void depthRisesInEqualStepsFromZero() {
        assertThat(StochasticDepth.rising(0.2, 5))
                .containsExactly(new double[] {0, 0.05, 0.1, 0.15, 0.2}, within(1e-12));
        assertThat(StochasticDepth.rising(0.2, 1)).containsExactly(0.2);
        assertThatThrownBy(() -> StochasticDepth.rising(0.2, 0)).isInstanceOf(InputException.class);
    }

    @Test
    void alphaDropoutHasThePapersConstants() {
        double[][] rows = {{0.05, 0.95484448, 0.08393557}, {0.1, 0.92128452, 0.16197097}, {0.5, 0.88640489, 0.77919393}
        };
        for (double[] row : rows) {
            AlphaDropout dropout = AlphaDropout.of(row[0]);
            assertThat(dropout.scale()).isCloseTo(row[1], within(1e-7));
            assertThat(dropout.shift()).isCloseTo(row[2], within(1e-7));
        }
    }

    @Test
    void alphaDropoutKeepsMeanZeroAndVarianceOne() {
        Tensor input = Tensor.randomNormal(Shape.of(200_000), Rng.of(2));
        for (double p : new double[] {0.05, 0.2, 0.5}) {
            Tensor dropped = AlphaDropout.of(p).apply(input);
            assertThat(dropped.mean().item()).as("mean at " + p).isCloseTo(0, within(0.012));
            assertThat(dropped.variance().item()).as("variance at " + p).isCloseTo(1, within(0.02));
            double lowest = AlphaDropout.of(p).scale() * -1.7580993408
                    + AlphaDropout.of(p).shift();
            assertThat(dropped.sub(lowest).abs().lt(1e-6).sum().item() / 2e5).isCloseTo(p, within(0.01));
        }
    }

    @Test
    void blocksStartAtThePapersRate() {
        assertThat(DropBlock2d.of(0.1, 7).rate(28, 28)).isCloseTo(0.00330579, within(1e-8));
        assertThat(DropBlock2d.of(0.1, 7).rate(7, 7)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void droppedBlocksAreWholeSquaresAndTheSumStays() {
        Tensor input = Tensor.ones(Shape.of(16, 8, 12, 10));
        Tensor dropped = DropBlock2d.of(0.15, 4).apply(input);
        assertThat(dropped.sum().item()).isCloseTo((double) input.elements(), within(0.5));
        double share = dropped.eq(0).sum().item() / input.elements();
        assertThat(share).isBetween(0.1, 0.16);
        float[] values = dropped.toFloats();
        for (int plane = 0; plane < 16 * 8; plane++) {
            for (int row = 0; row < 12; row++) {
                for (int column = 0; column < 10; column++) {
                    if (values[(plane * 12 + row) * 10 + column] == 0) {
                        assertThat(inSquare(values, plane * 120, row, column)).isTrue();
                    }
                }
            }
        }
    }

    /** Whether a dropped pixel is part of a dropped square of four by four that lies inside the picture. */
    private static boolean inSquare(float[] values, int start, int row, int column) {
        for (int top = Math.max(0, row - 3); top <= Math.min(row, 8); top++) {
            for (int left = Math.max(0, column - 3); left <= Math.min(column, 6); left++) {
                boolean whole = true;
                for (int i = 0; i < 16; i++) {
                    whole &= values[start + (top + i / 4) * 10 + left + i % 4] == 0;
                }
                if (whole) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void shareInForceLowersTheRateOfBlocks() {
        DropBlock2d block = DropBlock2d.of(0.4, 3);
        block.share(0.25);
        assertThat(block.rate(9, 9)).isCloseTo(DropBlock2d.of(0.1, 3).rate(9, 9), within(1e-12));
        block.share(0);
        assertThat(block.apply(Tensor.ones(Shape.of(1, 1, 9, 9))).toFloats()).containsOnly(1);
        assertThatThrownBy(() -> block.share(2)).isInstanceOf(InputException.class);
    }

    @Test
    void dropConnectDropsWeightsOnceForAllItemsAndSteps() {
        Linear linear = Linear.withoutBias(200, 100);
        linear.parameter("weight").assign(Tensor.ones(Shape.of(100, 200)));
        DropConnect layer = DropConnect.of(linear, 0.25);
        Tensor identity = Tensor.arange(200).oneHot(200).to(DType.FLOAT32);
        Tensor twice = layer.apply(Tensor.stack(List.of(identity, identity), 0));
        assertThat(twice.select(0, 0).toFloats()).isEqualTo(twice.select(0, 1).toFloats());
        assertThat(twice.eq(0).sum().item() / twice.elements()).isCloseTo(0.25, within(0.015));
        assertThat(twice.max().item()).isCloseTo(1 / 0.75, within(1e-6));
        layer.eval();
        assertThat(layer.apply(identity).toFloats()).containsOnly(1);
    }

    @Test
    void dropConnectHasTheStateOfItsLayerAndLeavesTheBiasAlone() {
        Linear plain = Linear.of(3, 2);
        DropConnect layer = DropConnect.of(Linear.of(3, 2), 1);
        layer.load(plain.state());
        assertThat(layer.state().keySet()).containsExactly("weight", "bias");
        Tensor bias = Objects.requireNonNull(plain.state().get("bias"));
        assertThat(layer.apply(Tensor.ones(Shape.of(1, 3))).toFloats()).isEqualTo(bias.toFloats());
        layer.eval();
        Tensor input = Tensor.randomNormal(Shape.of(4, 3), Rng.of(1));
        assertThat(layer.apply(input).toFloats()).isEqualTo(plain.apply(input).toFloats());
    }

    @Test
    void embeddingDropoutDropsAWordEverywhereInTheBatch() {
        Embedding embedding = Embedding.of(50, 8);
        embedding.parameter("weight").assign(Tensor.ones(Shape.of(50, 8)));
        EmbeddingDropout layer = EmbeddingDropout.of(embedding, 0.4);
        long[] words = new long[200];
        Arrays.setAll(words, i -> i % 50);
        Tensor vectors = layer.apply(Tensor.of(words, Shape.of(4, 50)));
        assertThat(vectors.variance(0).max().item()).isZero();
        assertThat(vectors.variance(2).max().item()).isZero();
        assertThat(vectors.toFloats()).contains(0).containsOnly(0, (float) (1 / 0.6));
        assertThat(layer.state().keySet()).containsExactly("weight");
    }

    @Test
    void embeddingDropoutStartsAsTheEmbeddingUnderAnyPolicy() {
        EmbeddingDropout layer = EmbeddingDropout.of(Embedding.of(50, 8), 0.4);
        Initialization.xavier().apply(layer, Rng.of(3));
        Embedding plain = Embedding.of(50, 8);
        plain.initialize(Rng.of(3));
        assertThat(layer.parameter("weight").value().toFloats())
                .isEqualTo(plain.parameter("weight").value().toFloats());
    }

    @Test
    void zoneoutKeepsThePreviousOrTakesTheNextAndTheirMeanInUse() {
        Zoneout zoneout = Zoneout.of(0.3);
        Tensor previous = Tensor.full(Shape.of(50_000), -1);
        Tensor next = Tensor.full(Shape.of(50_000), 2);
        Tensor state = zoneout.apply(previous, next);
        assertThat(state.toFloats()).containsOnly(-1, 2);
        assertThat(state.eq(-1).sum().item() / 5e4).isCloseTo(0.3, within(0.01));
        zoneout.eval();
        assertThat(zoneout.apply(previous, next).mean().item()).isCloseTo(0.3 * -1 + 0.7 * 2, within(1e-5));
        assertThat(Zoneout.of(0).apply(previous, next)).isSameAs(next);
        assertThat(Zoneout.of(1).apply(previous, next).toFloats()).containsOnly(-1);
    }

    @Test
    void shapesThatCannotBeDroppedSoAreErrorsThatNameTheLayer() {
        Tensor rows = Tensor.ones(Shape.of(2, 3));
        assertThatThrownBy(() -> SpatialDropout.of(0.5).apply(rows))
                .hasMessageContaining("SpatialDropout(probability=0.5)")
                .hasMessageContaining("[N, channels, length]")
                .hasMessageContaining("[2, 3]");
        assertThatThrownBy(() -> LockedDropout.of(0.5).apply(rows)).hasMessageContaining("[N, time, width]");
        assertThatThrownBy(() -> DropBlock2d.of(0.5, 3).apply(rows))
                .hasMessageContaining("[N, channels, height, width]");
    }

    @Test
    void expectationOverMasksOfALinearLayerIsItsOutputInUse() {
        Sequential model = Sequential.of(Dropout.of(0.5), Linear.of(6, 3));
        Tensor input = Tensor.randomNormal(Shape.of(1, 6), Rng.of(4));
        Tensor mean = model.apply(input.expand(40_000, 6)).mean(0);
        model.eval();
        assertThat(mean.toDoubles()).containsExactly(model.apply(input).toDoubles(), within(0.02));
    }

    @Test
    void onlyLayersThatDrawDoSoWhileDrawing() {
        Sequential model = Sequential.of(BatchNorm1d.of(4), Dropout.of(0.5), DropConnect.of(Linear.of(4, 4), 0.5));
        model.eval();
        Tensor input = Tensor.randomNormal(Shape.of(3, 4), Rng.of(1));
        float[] before =
                Objects.requireNonNull(model.state().get("0.running_mean")).toFloats();
        boolean[] modes = model.drawing(() -> {
            model.apply(input);
            return new boolean[] {
                model.layers().get(0).isTraining(),
                model.layers().get(1).isTraining(),
                model.layers().get(2).isTraining()
            };
        });
        assertThat(modes).containsExactly(false, true, true);
        assertThat(model.layers().get(1).isTraining()).isFalse();
        assertThat(Objects.requireNonNull(model.state().get("0.running_mean")).toFloats())
                .isEqualTo(before);
    }

    @Test
    void droppedWeightsAndWordsKeepTheirMeanAndHaveTheVarianceOfAScaledBernoulli() {
        for (double p : new double[] {0.1, 0.3, 0.6}) {
            double variance = p / (1 - p);
            Linear linear = Linear.withoutBias(100, 200);
            linear.parameter("weight").assign(Tensor.ones(Shape.of(200, 100)));
            Tensor weights = DropConnect.of(linear, p)
                    .apply(Tensor.arange(100).oneHot(100).to(DType.FLOAT32));
            assertThat(weights.mean().item()).isCloseTo(1, within(4 * Math.sqrt(variance) / 140));
            assertThat(weights.variance().item()).isCloseTo(variance, within(0.1 * variance));
            Embedding embedding = Embedding.of(20_000, 2);
            embedding.parameter("weight").assign(Tensor.ones(Shape.of(20_000, 2)));
            Tensor words = EmbeddingDropout.of(embedding, p).apply(Tensor.arange(20_000));
            assertThat(words.mean().item()).isCloseTo(1, within(4 * Math.sqrt(variance) / 140));
            assertThat(words.variance().item()).isCloseTo(variance, within(0.1 * variance));
        }
    }
}
