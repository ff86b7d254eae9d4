package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Ensemble;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Rates;
import ai.vivace.schedule.Sgdr;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ensembles, snapshots, soups, Monte-Carlo dropout, precise batch norm. */
class EnsemblesTest {
    @TempDir
    Path folder;

    private static Linear linear(long seed, int outputs) {
        Linear linear = Linear.of(2, outputs);
        linear.initialize(Rng.of(seed));
        return linear;
    }

    private static final Tensor INPUT =
            Tensor.randomNormal(Shape.of(6, 2), Rng.of(9)).mul(4).retain();

    @Test
    void probabilitiesAreAveragedAndNotLogits() {
        Linear a = linear(1, 3);
        Linear b = linear(2, 3);
        Tensor mean = a.apply(INPUT).softmax(1).add(b.apply(INPUT).softmax(1)).div(2);
        Tensor ofLogits = a.apply(INPUT).add(b.apply(INPUT)).div(2).softmax(1);
        Tensor together = Ensemble.of(Ensemble.Average.SOFTMAX, a, b).apply(INPUT);
        assertThat(together.softmax(1).toDoubles()).containsExactly(mean.toDoubles(), within(1e-6));
        assertThat(together.exp().toDoubles()).containsExactly(mean.toDoubles(), within(1e-6));
        assertThat(mean.sub(ofLogits).abs().max().item()).isGreaterThan(1e-3);
    }

    @Test
    void yesOrNoProbabilitiesAreAveragedAnswerByAnswer() {
        Linear a = linear(1, 3);
        Linear b = linear(2, 3);
        Tensor mean = a.apply(INPUT).sigmoid().add(b.apply(INPUT).sigmoid()).div(2);
        assertThat(Ensemble.of(Ensemble.Average.SIGMOID, a, b)
                        .apply(INPUT)
                        .sigmoid()
                        .toDoubles())
                .containsExactly(mean.toDoubles(), within(1e-6));
    }

    @Test
    void errorOfTheMeanIsTheMeanErrorLessTheMembersVariance() {
        List<Linear> members = List.of(linear(1, 1), linear(2, 1), linear(3, 1), linear(4, 1));
        Tensor target = Tensor.randomNormal(Shape.of(6, 1), Rng.of(3));
        Tensor outputs =
                Tensor.stack(members.stream().map(member -> member.apply(INPUT)).toList(), 0);
        double meanError = outputs.sub(target).square().mean().item();
        double variance = outputs.variance(0).mean().item();
        double errorOfMean = Ensemble.of(Ensemble.Average.OUTPUT, members)
                .apply(INPUT)
                .sub(target)
                .square()
                .mean()
                .item();
        assertThat(errorOfMean).isCloseTo(meanError - variance, within(1e-5));
        assertThat(errorOfMean).isLessThan(meanError);
    }

    @Test
    void ensembleIsDescribedBuiltAgainAndJudgedAsAnyModel() {
        Ensemble ensemble = Ensemble.of(Ensemble.Average.SOFTMAX, Blobs.plain(), Blobs.plain());
        Ensemble built = (Ensemble) LayerTree.build(LayerTree.describe(ensemble));
        assertThat(LayerTree.describe(built)).isEqualTo(LayerTree.describe(ensemble));
        assertThat(built.state().keySet()).contains("0.0.weight", "1.2.bias");
        try (Learner learner =
                Learner.of(Blobs.data(), built).metrics(Metrics.accuracy()).build()) {
            assertThat(learner.validate().loss()).isFinite();
        }
        assertThatThrownBy(() -> Ensemble.of(Ensemble.Average.OUTPUT)).isInstanceOf(InputException.class);
    }

    @Test
    void snapshotsAreTheModelAtTheEndOfEachCycle() {
        List<Map<String, String>> ends = new ArrayList<>();
        Callback look = new Callback() {
            @Override
            public Signal afterEpoch(FitContext fit) {
                ends.add(Blobs.bits(fit.learner().model().state()));
                return Signal.CONTINUE;
            }
        };
        try (Snapshots snapshots = Snapshots.every(2);
                Learner learner = Blobs.simple(snapshots, look)) {
            Sgdr cycles = Sgdr.of(3, 2).multiplier(1);
            learner.fit(List.of(Stage.of(cycles.epochs(), Rates.of(0.1), cycles)));
            assertThat(snapshots.count()).isEqualTo(3);
            try (Ensemble ensemble = snapshots.ensemble(Blobs::plain, Ensemble.Average.SOFTMAX)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(Blobs.bits(ensemble.members().get(i).state())).isEqualTo(ends.get(2 * i + 1));
                }
            }
            snapshots.clear();
            assertThatThrownBy(() -> snapshots.ensemble(Blobs::plain, Ensemble.Average.SOFTMAX))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no snapshots");
        }
    }

    @Test
    void snapshotsAreResumed() {
        Path file = folder.resolve("run.checkpoint");
        Checkpoints checkpoints = Checkpoints.onInterrupt(file);
        Callback stop = new Callback() {
            @Override
            public Signal afterStep(BatchContext batch) {
                if (batch.fit().step() == 9) {
                    checkpoints.interrupt();
                }
                return Signal.CONTINUE;
            }
        };
        try (Snapshots whole = Snapshots.every(1);
                Learner learner = Blobs.simple(whole)) {
            learner.fit(4, 0.1);
            try (Learner interrupted = Blobs.simple(Snapshots.every(1), checkpoints, stop)) {
                interrupted.fit(4, 0.1);
            }
            try (Snapshots snapshots = Snapshots.every(1);
                    Learner resumed = Blobs.simple(snapshots)) {
                resumed.resume(file);
                assertThat(snapshots.count()).isEqualTo(4);
                try (Ensemble expected = whole.ensemble(Blobs::plain, Ensemble.Average.SOFTMAX);
                        Ensemble ensemble = snapshots.ensemble(Blobs::plain, Ensemble.Average.SOFTMAX)) {
                    assertThat(Blobs.bits(ensemble.state())).isEqualTo(Blobs.bits(expected.state()));
                }
            }
        }
    }

    @Test
    void uniformSoupIsTheMeanOfAllWeights() {
        List<Linear> ingredients = List.of(linear(1, 3), linear(2, 3), linear(3, 3));
        Linear soup = linear(4, 3);
        ModelSoup.uniform(soup, ingredients);
        Tensor sum = Tensor.stack(
                ingredients.stream().map(one -> one.parameter("weight").value()).toList(), 0);
        assertThat(soup.parameter("weight").value().toDoubles())
                .containsExactly(sum.mean(0).toDoubles(), within(1e-6));
        // The soup of linear models is their ensemble of outputs.
        assertThat(soup.apply(INPUT).toDoubles())
                .containsExactly(
                        Ensemble.of(Ensemble.Average.OUTPUT, ingredients)
                                .apply(INPUT)
                                .toDoubles(),
                        within(1e-5));
        assertThatThrownBy(() -> ModelSoup.uniform(soup, List.of())).isInstanceOf(InputException.class);
    }

    @Test
    void greedySoupTakesWhatDoesNotMakeItWorse() {
        List<Linear> ingredients = new ArrayList<>();
        for (float value : new float[] {5, 1, -1, 0.5f}) {
            Linear one = linear(1, 1);
            one.load(Map.of("weight", Tensor.full(Shape.of(1, 2), value), "bias", Tensor.zeros(Shape.of(1))));
            ingredients.add(one);
        }
        // Best at weights of 0: 0.5 comes first; with 1 it is worse; with -1 (the mean is -0.25) better; with 5 worse.
        Linear soup = linear(2, 1);
        List<Integer> taken = ModelSoup.greedy(
                soup,
                ingredients,
                model -> -Math.abs(model.parameter("weight").value().toFloats()[0]));
        assertThat(taken).containsExactly(3, 2);
        assertThat(soup.parameter("weight").value().toFloats()).containsOnly(-0.25f);
        assertThat(ingredients.get(3).parameter("weight").value().toFloats()).containsOnly(0.5f);
        assertThatThrownBy(() -> ModelSoup.greedy(ingredients.get(0), ingredients, model -> 0))
                .isInstanceOf(InputException.class);
    }

    @Test
    void monteCarloDropoutGivesTheMomentsOfItsPasses() {
        // w · x with each part of x dropped at one half: its mean is w · x, its variance the sum of the squared parts.
        Linear head = Linear.withoutBias(2, 1);
        UnaryLayer model = Sequential.of(Dropout.of(0.5), head);
        try (Learner learner = Learner.of(Blobs.plane(), model).build()) {
            MonteCarloDropout.Spread spread =
                    new MonteCarloDropout(400).predict(learner, learner.data().validation());
            float[] weight = head.parameter("weight").value().toFloats();
            List<double[]> items = new ArrayList<>();
            List<Integer> indices = new ArrayList<>();
            learner.forEachOutput(learner.data().validation(), (batch, output) -> {
                for (int i = 0; i < batch.size(); i++) {
                    items.add(batch.input().select(0, i).toDoubles());
                    indices.add(batch.indices()[i]);
                }
            });
            assertThat(spread.indices())
                    .containsExactly(
                            indices.stream().mapToInt(Integer::intValue).toArray());
            for (int i = 0; i < items.size(); i++) {
                double first = weight[0] * items.get(i)[0];
                double second = weight[1] * items.get(i)[1];
                double deviation = Math.hypot(first, second);
                assertThat((double) spread.means()[i][0]).isCloseTo(first + second, within(0.25 * deviation + 1e-5));
                assertThat((double) spread.deviations()[i][0]).isCloseTo(deviation, within(0.1 * deviation + 1e-5));
            }
        }
    }

    @Test
    void monteCarloDropoutIsRepeatableAndLeavesTheModelAsItWas() {
        try (Learner learner = Learner.of(Blobs.data(), Blobs.model()).build()) {
            learner.fit(1, 1e-2);
            Map<String, String> before = Blobs.bits(learner.model().state());
            MonteCarloDropout dropout = new MonteCarloDropout(5);
            MonteCarloDropout.Spread first =
                    dropout.predict(learner, learner.data().validation());
            MonteCarloDropout.Spread second =
                    dropout.predict(learner, learner.data().validation());
            assertThat(first.means()).isDeepEqualTo(second.means());
            assertThat(first.deviations()).isDeepEqualTo(second.deviations());
            assertThat(first.means()[3][0] + first.means()[3][1] + first.means()[3][2])
                    .isCloseTo(1, within(1e-5f));
            assertThat(Blobs.bits(learner.model().state())).isEqualTo(before);
            assertThat(learner.model().isTraining()).isFalse();
        }
        try (Learner learner = Blobs.simple()) {
            assertThatThrownBy(() -> new MonteCarloDropout(5)
                            .predict(learner, learner.data().validation()))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("no dropout");
        }
        assertThatThrownBy(() -> new MonteCarloDropout(1)).isInstanceOf(InputException.class);
    }

    @Test
    void recomputedStatisticsAreThoseOfTheTrainingDataAtTheWeightsOfNow() {
        try (Learner learner = Tiles.learner()) {
            learner.fit(1, 0.1);
            learner.model().parameter("0.weight").value().detach().fillNormal(0, 1, Rng.of(4));
            BatchStatistics.recompute(learner);
            List<Tensor> outputs = new ArrayList<>();
            UnaryLayer convolution = ((Sequential) learner.model()).layers().get(0);
            learner.forEachOutput(
                    learner.data().training(),
                    (batch, output) ->
                            outputs.add(convolution.apply(batch.input()).retain()));
            double[] mean = Tensor.cat(outputs, 0).mean(0, 2, 3).toDoubles();
            assertThat(Objects.requireNonNull(learner.model().state().get("1.running_mean"))
                            .toDoubles())
                    .containsExactly(mean, within(1e-4));
            assertThat(learner.model().isTraining()).isFalse();
        }
    }

    @Test
    void soupOfModelsOfAnotherArchitectureNamesTheModelAndBothStates() {
        assertThatThrownBy(() -> ModelSoup.uniform(linear(1, 3), List.of(linear(1, 3), linear(2, 2))))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "A soup is of models of one architecture, but model 1 has the state {weight=[2, 2], bias=[2]}"
                                + " and the one that takes the mean {weight=[3, 2], bias=[3]}.");
        assertThatThrownBy(() -> ModelSoup.greedy(linear(1, 3), List.of(Linear.withoutBias(2, 3)), model -> 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("model 0 has the state {weight=[3, 2]}");
    }
}
