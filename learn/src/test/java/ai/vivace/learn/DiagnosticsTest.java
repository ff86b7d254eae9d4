package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Split;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.init.Initializers;
import ai.vivace.learn.Finding.Kind;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.optim.Sgd;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private static Learner learner(TrainingData data, Sequential model, Callback... callbacks) {
        return Learner.of(data, model)
                .optimizer(Sgd.standard().learningRate(0.1))
                .callbacks(callbacks)
                .seed(7)
                .build();
    }

    private static List<Kind> kinds(Diagnostics diagnostics) {
        return diagnostics.findings().stream().map(Finding::kind).toList();
    }

    private static Sequential constant(Nonlinearity function, double value) {
        Sequential model = Sequential.of(Linear.of(2, 16), Activation.of(function), Linear.of(16, 3));
        model.parameters()
                .forEach((path, parameter) -> parameter.initialize(
                        Initializers.constant(parameter.role() == Parameter.Role.WEIGHT ? value : 0), Rng.of(0)));
        return model;
    }

    @Test
    void healthyTrainingHasNothingToReport() {
        Diagnostics diagnostics = Diagnostics.standard().interval(2).window(8);
        try (Learner learner = Blobs.simple(diagnostics)) {
            learner.fit(12, 0.02);
        }
        assertThat(diagnostics.findings()).filteredOn(Finding::isProblem).isEmpty();
        Diagnostics found = Diagnostics.standard();
        try (Learner learner = Blobs.simple(Blobs.data(), found)) {
            learner.fitOneCycle(5, learner.findRate().suggestion());
        }
        // Steps at the top of one cycle may be large for a while.
        assertThat(kinds(found)).isSubsetOf(Kind.LARGE_UPDATES);
        assertThat(kinds(diagnostics)).isSubsetOf(Kind.LARGE_UPDATES);
    }

    @Test
    void netThatStartedAtZeroLearnsNothingButThePrior() {
        Diagnostics diagnostics = Diagnostics.standard().window(10);
        try (Learner learner = learner(Blobs.batchesOf(120), constant(Nonlinearity.TANH, 0), diagnostics)) {
            learner.fit(10, 0.1);
        }
        assertThat(kinds(diagnostics)).containsExactly(Kind.ONLY_THE_PRIOR);
        assertThat(diagnostics.findings().get(0).toString())
                .contains("loss", "over 10 steps", "cause: The model has learnt nothing but", "fix: ");
    }

    @Test
    void priorOfUnevenClassesIsFoundAlthoughItIsFarFromThatOfEvenOnes() {
        Diagnostics diagnostics = Diagnostics.standard().window(20).warmUp(0.5);
        try (Learner learner = learner(uneven(), constant(Nonlinearity.TANH, 0), diagnostics)) {
            learner.fit(40, 0.5);
        }
        assertThat(kinds(diagnostics)).containsExactly(Kind.ONLY_THE_PRIOR);
        assertThat(diagnostics.findings().get(0).text()).contains("by how frequent the classes are");
    }

    /** Noise, of which 90, 5 and 5 % have each class. */
    private static TrainingData uneven() {
        Rng rng = Rng.of(2);
        float[] values = new float[1200];
        int[] classes = new int[600];
        for (int i = 0; i < 600; i++) {
            values[2 * i] = (float) rng.nextGaussian();
            values[2 * i + 1] = (float) rng.nextGaussian();
            classes[i] = i % 20 == 0 ? 1 : i % 20 == 1 ? 2 : 0;
        }
        return TrainingData.of(
                        ArrayDataSet.of(
                                new Array.Floats(Shape.of(600, 2), values),
                                classes,
                                new Task.Classification(List.of("a", "b", "c"))),
                        Split.random(0.2, 1))
                .batchSize(60)
                .seed(5)
                .build();
    }

    @Test
    void warmUpIsNotJudged() {
        Diagnostics diagnostics = Diagnostics.standard().window(10).warmUp(0.8);
        try (Learner learner = learner(Blobs.batchesOf(120), constant(Nonlinearity.TANH, 0), diagnostics)) {
            learner.fit(10, 0.1);
        }
        assertThat(diagnostics.findings()).isEmpty();
    }

    @Test
    void layersThatDieOrSaturateDuringTrainingAreFoundOnce() {
        Sequential dead = Blobs.plain();
        dead.initialize(Rng.of(1));
        dead.parameter("0.bias").value().detach().fill(-100);
        Diagnostics diagnostics = Diagnostics.standard().interval(2);
        try (Learner learner = learner(Blobs.batchesOf(120), dead, diagnostics)) {
            learner.fit(3, 0.01);
        }
        assertThat(diagnostics.findings())
                .filteredOn(Finding::isProblem)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.DEAD_UNITS);
                    assertThat(finding.where()).isEqualTo("1 Activation");
                });
        Diagnostics second = Diagnostics.standard().interval(2);
        try (Learner learner = learner(Blobs.batchesOf(120), constant(Nonlinearity.TANH, 1000), second)) {
            learner.fit(1, 1e-6);
        }
        assertThat(kinds(second)).contains(Kind.SATURATED_UNITS);
    }

    @Test
    void updatesOutOfProportionAreNotesThatNameTheParameter() {
        Diagnostics small = Diagnostics.standard().interval(1).warmUp(0);
        Diagnostics large = Diagnostics.standard().interval(1).warmUp(0);
        try (Learner learner = Blobs.simple(small)) {
            learner.fit(1, 1e-7);
        }
        try (Learner learner = Blobs.simple(large)) {
            learner.fit(1, 1);
        }
        assertThat(small.findings()).extracting(Finding::where).containsExactly("0.weight", "2.weight");
        assertThat(small.findings()).allMatch(finding -> finding.kind() == Kind.SMALL_UPDATES && !finding.isProblem());
        assertThat(kinds(large)).contains(Kind.LARGE_UPDATES);
    }

    @Test
    void lowRatesAtTheEndsOfAScheduleAreNotJudged() {
        Diagnostics diagnostics = Diagnostics.standard().interval(1);
        try (Learner learner = Blobs.simple(diagnostics)) {
            learner.fitOneCycle(10, 0.05);
        }
        assertThat(kinds(diagnostics)).doesNotContain(Kind.SMALL_UPDATES);
    }

    @Test
    void trainingLossAboveValidationIsExplainedByWhatActsInTrainingOnly() {
        Diagnostics diagnostics = Diagnostics.standard();
        Sequential model =
                Sequential.of(Linear.of(2, 16), Activation.relu(), Dropout.of(0.7), Dropout.of(0), Linear.of(16, 3));
        try (Learner learner = learner(Blobs.batchesOf(120), model, diagnostics, Mixup.standard())) {
            learner.fit(12, 0.1);
        }
        assertThat(diagnostics.findings())
                .filteredOn(finding -> finding.kind() == Kind.TRAINING_ABOVE_VALIDATION)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isProblem()).isFalse();
                    assertThat(finding.text()).contains("in training only act: Dropout, Mixup.");
                });
    }

    @Test
    void rateFarFromTheFindersIsANoteUntilTheModelIsTrained() {
        Diagnostics near = Diagnostics.standard();
        try (Learner learner = Blobs.simple(Blobs.data(), near)) {
            learner.fit(1, learner.findRate().suggestion());
        }
        assertThat(kinds(near)).doesNotContain(Kind.RATE_FAR_FROM_FINDER);
        Diagnostics low = Diagnostics.standard();
        try (Learner learner = Blobs.simple(Blobs.data(), low)) {
            RateFinding finding = learner.findRate();
            learner.fit(1, finding.suggestion() / 1e3);
            assertThat(finding.judge(finding.suggestion() * 1e4)).isPresent();
        }
        assertThat(kinds(low)).contains(Kind.RATE_FAR_FROM_FINDER);
        assertThat(low.findings())
                .filteredOn(finding -> finding.kind() == Kind.RATE_FAR_FROM_FINDER)
                .noneMatch(Finding::isProblem);
        Diagnostics trained = Diagnostics.standard();
        try (Learner learner = Blobs.simple(Blobs.data(), trained)) {
            double rate = learner.findRate().suggestion();
            learner.fit(1, rate);
            learner.fit(1, rate / 1e3);
        }
        assertThat(kinds(trained)).doesNotContain(Kind.RATE_FAR_FROM_FINDER);
    }

    @Test
    void firstLossFarAboveGuessingIsFoundOnlyInAModelThatWasNotTrained() {
        Sequential wild = Blobs.plain();
        wild.initialize(Rng.of(1));
        wild.parameter("2.weight").value().detach().mulInPlace(100);
        Diagnostics diagnostics = Diagnostics.standard();
        try (Learner learner = learner(Blobs.batchesOf(120), wild, diagnostics)) {
            learner.fit(1, 1e-6);
            assertThat(kinds(diagnostics)).contains(Kind.HIGH_INITIAL_LOSS);
        }
        Diagnostics second = Diagnostics.standard();
        try (Learner learner = learner(Blobs.batchesOf(120), Blobs.plain(), second)) {
            learner.fit(1, 1e-6);
            learner.model().parameter("2.weight").value().detach().mulInPlace(100);
            learner.fit(1, 1e-6);
        }
        assertThat(kinds(second)).doesNotContain(Kind.HIGH_INITIAL_LOSS);
    }

    @Test
    void trainingIsTheSameWithAndWithoutDiagnostics() {
        float[] plain;
        try (Learner learner = Blobs.simple()) {
            learner.fit(2, 0.1);
            plain = Blobs.weight(learner);
        }
        try (Learner learner = Blobs.simple(Diagnostics.standard().interval(1).window(1))) {
            learner.fit(2, 0.1);
            assertThat(Blobs.weight(learner)).containsExactly(plain);
        }
    }

    @Test
    @Tag("leak")
    void checksAndDiagnosticsLeaveNothingBehind() throws InterruptedException {
        try (Learner learner = Blobs.simple(Diagnostics.standard().interval(1).window(2))) {
            learner.fit(1, 0.1);
            learner.check();
            long before = Blobs.settledObjects();
            for (int i = 0; i < 5; i++) {
                learner.check();
            }
            learner.fit(3, 0.1);
            assertThat(Blobs.settledObjects()).isEqualTo(before);
        }
    }

    @Test
    void settingsOutOfRangeAreErrors() {
        Diagnostics diagnostics = Diagnostics.standard();
        assertThatThrownBy(() -> diagnostics.interval(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> diagnostics.window(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> diagnostics.warmUp(1)).isInstanceOf(InputException.class);
    }
}
