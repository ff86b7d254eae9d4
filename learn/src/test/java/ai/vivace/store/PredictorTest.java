package ai.vivace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.data.Array;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Task;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
    @TempDir
    static Path folder;

    private final ExportedModel model = Models.pictures();
    private Path file = Path.of("");

    @BeforeEach
    void export() {
        file = folder.resolve("pets.vivace");
        model.write(file);
        model.layer().eval();
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void answersAreThoseOfTheModelItself() {
        try (Predictor predictor = Predictor.load(file, Device.CPU)) {
            for (int i = 0; i < 5; i++) {
                Array picture = Models.picture(i);
                Prediction prediction = predictor.predict(picture);
                float[] expected = Autograd.off(() -> model.layer()
                        .apply(model.preprocessing().apply(picture.toTensor().unsqueeze(0)))
                        .softmax(1)
                        .toFloats());
                for (int j = 0; j < 3; j++) {
                    assertThat(prediction.values().get(j)).isCloseTo(expected[j], within(1e-6));
                }
                assertThat(prediction.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void rankingFallsAndItsHeadIsTheAnswer() {
        try (Predictor predictor = Predictor.load(file)) {
            Prediction prediction = predictor.predict(Models.picture(0));
            assertThat(prediction.ranking())
                    .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()))
                    .extracting(Prediction.Ranked::label)
                    .containsExactlyInAnyOrderElementsOf(Models.LABELS);
            assertThat(prediction.ranking()).allSatisfy(ranked -> {
                assertThat(ranked.label()).isEqualTo(Models.LABELS.get(ranked.number()));
                assertThat(ranked.probability()).isEqualTo(prediction.values().get(ranked.number()));
            });
            assertThat(prediction.label()).isEqualTo(Models.LABELS.get(prediction.number()));
            assertThat(prediction.probability())
                    .isEqualTo(prediction.ranking().get(0).probability());
        }
    }

    private Path exported(Task task) {
        Path other = folder.resolve("other.vivace");
        new ExportedModel(model.layer(), model.preprocessing(), task, model.input(), model.provenance()).write(other);
        return other;
    }

    @Test
    void eachOfSeveralLabelsHasAProbabilityOfItsOwn() {
        Array picture = Models.picture(3);
        try (Predictor predictor = Predictor.load(exported(new Task.MultiLabel(Models.LABELS)), Device.CPU)) {
            Prediction prediction = predictor.predict(picture);
            float[] expected = Autograd.off(() -> model.layer()
                    .apply(model.preprocessing().apply(picture.toTensor().unsqueeze(0)))
                    .sigmoid()
                    .toFloats());
            for (int j = 0; j < 3; j++) {
                assertThat(prediction.values().get(j)).isCloseTo(expected[j], within(1e-6));
            }
            assertThat(prediction.ranking()).hasSize(3);
        }
    }

    @Test
    void answersForPixelsAreNotClasses() {
        Path masks = exported(new Task.Segmentation(Models.LABELS));
        assertThatThrownBy(() -> Predictor.load(masks))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a class for each pixel");
    }

    @Test
    void predictorTellsWhatItTakesAndGives() {
        try (Predictor predictor = Predictor.load(file)) {
            assertThat(predictor.labels()).isEqualTo(Models.LABELS);
            assertThat(predictor.inputShape()).isEqualTo(Models.PICTURE);
            assertThat(predictor.input()).isEqualTo(model.input());
            assertThat(predictor.provenance()).isEqualTo(model.provenance());
        }
    }

    @Test
    void manyAreAnsweredInTheirOrderAsOneByOne() {
        List<Array> pictures = IntStream.range(0, 150).mapToObj(Models::picture).toList();
        try (Predictor predictor = Predictor.load(file, Device.CPU)) {
            List<Prediction> together = predictor.predict(pictures);
            assertThat(together).hasSize(150);
            for (int i = 0; i < 150; i++) {
                assertSame(together.get(i), predictor.predict(pictures.get(i)));
            }
            assertThat(predictor.predict(List.of())).isEmpty();
        }
    }

    @Test
    void bytesAndFloatsMayComeTogether() {
        Array.Bytes bytes = (Array.Bytes) Models.picture(1);
        float[] values = new float[bytes.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.values()[i] & 0xff;
        }
        try (Predictor predictor = Predictor.load(file, Device.CPU)) {
            List<Prediction> both = predictor.predict(List.of(bytes, new Array.Floats(Models.PICTURE, values)));
            assertSame(both.get(0), both.get(1));
        }
    }

    @Test
    void eightThreadsGetTheAnswersOfOne() throws Exception {
        List<Array> pictures = IntStream.range(0, 40).mapToObj(Models::picture).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Predictor predictor = Predictor.load(file, Device.CPU)) {
            List<Prediction> single = pictures.stream().map(predictor::predict).toList();
            List<Future<List<Prediction>>> answers = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                answers.add(threads.submit(
                        () -> pictures.stream().map(predictor::predict).toList()));
            }
            for (Future<List<Prediction>> answer : answers) {
                List<Prediction> concurrent = answer.get();
                for (int i = 0; i < single.size(); i++) {
                    assertSame(concurrent.get(i), single.get(i));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingWaitsForPredictionsAndLaterOnesAreRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Predictor predictor = Predictor.load(file, Device.CPU);
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                work.add(threads.submit(() -> assertThatThrownBy(() -> {
                            while (true) {
                                predictor.predict(Models.picture(1));
                            }
                        })
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("has been closed")));
            }
            predictor.predict(Models.picture(2));
            predictor.close();
            predictor.close();
            for (Future<?> done : work) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void inputOfAnotherShapeIsNamed() {
        try (Predictor predictor = Predictor.load(file)) {
            Array wrong = new Array.Floats(Shape.of(1, 4, 4), new float[16]);
            assertThatThrownBy(() -> predictor.predict(List.of(Models.picture(0), wrong)))
                    .isInstanceOf(InputException.class)
                    .hasMessage("The model takes inputs of shape [3, 8, 8], but input 1 has shape [1, 4, 4].");
        }
    }

    @Test
    void numbersArePredictedAsValuesWithoutLabels() {
        Path price = folder.resolve("price.vivace");
        try (ExportedModel numbers = Models.numbers()) {
            numbers.write(price);
            try (Predictor predictor = Predictor.load(price, Device.CPU)) {
                Array input = new Array.Floats(Shape.of(2), new float[] {1, 2});
                float expected =
                        numbers.layer().apply(input.toTensor()).detach().toFloats()[0];
                Prediction prediction = predictor.predict(input);
                assertThat(prediction.values()).hasSize(1);
                assertThat(prediction.values().get(0)).isCloseTo(expected, within(1e-6));
                assertThat(predictor.labels()).isEmpty();
                assertThatThrownBy(prediction::label).isInstanceOf(InputException.class);
                Array infinite = new Array.Floats(Shape.of(2), new float[] {Float.NaN, 1});
                assertThatThrownBy(() -> predictor.predict(infinite))
                        .isInstanceOf(VivaceException.class)
                        .hasMessageContaining("output 0 is NaN");
            }
        }
    }

    @Test
    void modelThatDoesNotFitItsLabelsOrInputsIsRefusedAtLoading() {
        Path odd = folder.resolve("odd.vivace");
        new ExportedModel(
                        model.layer(),
                        model.preprocessing(),
                        new Task.Classification(List.of("cat", "dog")),
                        model.input(),
                        model.provenance())
                .write(odd);
        assertThatThrownBy(() -> Predictor.load(odd))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("odd.vivace: the model does not run: for 1 inputs of shape [3, 8, 8]")
                .hasMessageContaining("gives [1, 3]");
        new ExportedModel(
                        model.layer(),
                        Preprocessing.none(Shape.of(3, 9, 9)),
                        model.task(),
                        new InputFormat.Numbers(),
                        model.provenance())
                .write(odd);
        assertThatThrownBy(() -> Predictor.load(odd))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not run");
    }

    @Test
    @Tag("leak")
    void predictingHoldsNothing() {
        List<Array> pictures = IntStream.range(0, 70).mapToObj(Models::picture).toList();
        try (Predictor predictor = Predictor.load(file)) {
            long before = Engine.liveObjects();
            for (int i = 0; i < 100; i++) {
                predictor.predict(pictures.get(i % 70));
            }
            predictor.predict(pictures);
            assertThat(Engine.liveObjects()).isLessThanOrEqualTo(before);
        }
    }

    private static void assertSame(Prediction actual, Prediction expected) {
        assertThat(actual.label()).isEqualTo(expected.label());
        for (int i = 0; i < expected.values().size(); i++) {
            assertThat(actual.values().get(i)).isCloseTo(expected.values().get(i), within(1e-6));
        }
    }
}
