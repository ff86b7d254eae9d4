package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Dropout;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callbacks that change what gradients are taken of: distillation, R-Drop, penalties. */
class ObjectiveTest {
    /** The first batch's loss and objective. */
    private static double[] numbers(UnaryLayer model, Callback... callbacks) {
        double[] numbers = new double[2];
        Callback[] all = Arrays.copyOf(callbacks, callbacks.length + 1);
        all[callbacks.length] = Looking.once(batch -> {
            numbers[0] = batch.loss();
            numbers[1] = batch.objective().item();
        });
        try (Learner learner =
                Learner.of(Blobs.batchesOf(120), model).callbacks(all).seed(7).build()) {
            learner.fit(1, 1e-3);
        }
        return numbers;
    }

    @Test
    void divergenceOfClassesIsKullbackAndLeiblers() {
        Tensor from = Tensor.of(new float[] {1, 2, 0.5f, 0, 0, 0}, Shape.of(2, 3));
        Tensor to = Tensor.of(new float[] {0, 1, 2, 0, 0, 0}, Shape.of(2, 3));
        double[] p = from.softmax(1).toDoubles();
        double[] q = to.softmax(1).toDoubles();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += p[i] * Math.log(p[i] / q[i]);
        }
        assertThat(ClassDivergence.mean(from, to).item()).isCloseTo(sum / 2, within(1e-6));
        assertThat(ClassDivergence.mean(from, from).item()).isZero();
    }

    @Test
    void distillationFromTheModelItselfAddsNothing() {
        UnaryLayer teacher = Blobs.plain();
        UnaryLayer model = Blobs.plain();
        teacher.initialize(Rng.of(1));
        model.load(teacher.state());
        double[] numbers = numbers(model, Distillation.from(teacher).share(0.25));
        assertThat(numbers[1]).isCloseTo(0.75 * numbers[0], within(1e-6));
    }

    @Test
    void distillationWeighsTheTeacherByTheSquareOfTheTemperature() {
        UnaryLayer teacher = Blobs.model();
        UnaryLayer model = Blobs.plain();
        teacher.initialize(Rng.of(1));
        teacher.train();
        Map<String, String> before = Blobs.bits(teacher.state());
        double[] divergence = new double[1];
        double[] numbers = numbers(
                model,
                Looking.once(batch -> divergence[0] = teacher.evaluating(() -> ClassDivergence.mean(
                                teacher.apply(batch.input()).div(3),
                                batch.output().div(3))
                        .item())),
                Distillation.from(teacher).temperature(3).share(0.5));
        assertThat(numbers[1]).isCloseTo(0.5 * numbers[0] + 0.5 * 9 * divergence[0], within(1e-5));
        assertThat(Blobs.bits(teacher.state())).isEqualTo(before);
        assertThat(teacher.isTraining()).isTrue();
        teacher.parameters()
                .forEach((path, parameter) ->
                        assertThat(parameter.value().hasGrad()).as(path).isFalse());
    }

    @Test
    void teacherOfOtherClassesIsRefused() {
        assertThatThrownBy(() -> numbers(Blobs.plain(), Distillation.from(Linear.of(2, 4))))
                .hasMessageContaining("[120, 4]")
                .hasMessageContaining("[120, 3]");
        try (Learner learner = Learner.of(Blobs.plane(), Linear.of(2, 1))
                .callbacks(Distillation.from(Linear.of(2, 1)))
                .build()) {
            assertThatThrownBy(() -> learner.fit(1, 0.1))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("predicts numbers");
        }
        assertThatThrownBy(() -> Distillation.from(Blobs.plain()).temperature(0))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Distillation.from(Blobs.plain()).share(1.5)).isInstanceOf(InputException.class);
    }

    @Test
    void rDropChangesNothingWithoutDropout() {
        double[] numbers = numbers(Blobs.plain(), RDrop.of(5));
        assertThat(numbers[1]).isCloseTo(numbers[0], within(1e-6));
    }

    @Test
    void rDropAsksTwoDropoutsForEqualAnswers() {
        UnaryLayer model = Sequential.of(Dropout.of(0.5), Linear.of(2, 3));
        double[] expected = new double[1];
        double[] numbers = numbers(
                model,
                Looking.once(batch -> {
                    // What the engine's stream gives next is what the second look gets; reseeding brings it back.
                    Tensor first = batch.outputAgain(Draws.SAME);
                    assertThat(first.toFloats()).isEqualTo(batch.output().toFloats());
                    Tensor second = batch.outputAgain(Draws.OTHER);
                    assertThat(second.toFloats()).isNotEqualTo(first.toFloats());
                    double loss = batch.criterion().mean(second, batch.target()).item();
                    expected[0] = (batch.loss() + loss) / 2
                            + 2
                                    * (ClassDivergence.mean(first, second).item()
                                            + ClassDivergence.mean(second, first)
                                                    .item())
                                    / 2;
                }),
                RDrop.of(2));
        assertThat(numbers[1]).isCloseTo(expected[0], within(1e-5));
        assertThatThrownBy(() -> RDrop.of(-1)).isInstanceOf(InputException.class);
    }

    @Test
    void termIsAddedToTheObjectiveAndNotToTheRecordedLoss() {
        double[] numbers = numbers(
                Blobs.plain(),
                ObjectiveTerm.of(batch -> batch.output().sum().mul(0).add(2.5)));
        assertThat(numbers[1]).isCloseTo(numbers[0] + 2.5, within(1e-6));
    }

    @Test
    void activationsOfALayerArePenalised() {
        double[] expected = new double[1];
        UnaryLayer model = Blobs.plain();
        double[] numbers = numbers(model, ActivationPenalty.on("1", 2), Looking.once(batch -> {
            Sequential layers = (Sequential) batch.fit().learner().model();
            Tensor hidden = layers.layers().get(1).apply(layers.layers().get(0).apply(batch.input()));
            expected[0] = 2 * hidden.square().mean().item();
        }));
        assertThat(numbers[1]).isCloseTo(numbers[0] + expected[0], within(1e-5));
    }

    @Test
    void layerToPenaliseMustBeThereAndHaveTimeForSteps() {
        assertThatThrownBy(() -> numbers(Blobs.plain(), ActivationPenalty.on("11", 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("11");
        assertThatThrownBy(() ->
                        numbers(Blobs.plain(), ActivationPenalty.on("1", 2).temporal(1)))
                .hasMessageContaining("[N, time, width]");
        assertThatThrownBy(() -> ActivationPenalty.on("1", -1)).isInstanceOf(InputException.class);
    }
}
