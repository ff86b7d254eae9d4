package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Source;
import ai.vivace.data.Split;
import ai.vivace.data.Subset;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Task.Classification ABC = new Task.Classification(List.of("a", "b", "c"));

    /** Points around a place for each class. */
    private static ArrayDataSet points(int items, Task task) {
        Rng rng = Rng.of(1);
        float[] values = new float[items * 4];
        int[] classes = IntStream.range(0, items).map(i -> i % 3).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (rng.nextGaussian() + (i % 4 == classes[i / 4] ? 4 : 0));
        }
        Array.Floats inputs = new Array.Floats(Shape.of(items, 4), values);
        return task instanceof Task.Classification classification
                ? ArrayDataSet.of(inputs, classes, classification)
                : ArrayDataSet.of(inputs, new Array.Floats(Shape.of(items, 1), new float[items]), task);
    }

    private static Examples examples(int items) {
        Split.Parts parts = Split.stratified(0.2, 1).apply(points(items, ABC));
        return Examples.of("points", parts.training(), parts.validation());
    }

    @Test
    void theDigitsAreSplitBySeedAndOwnItemsKeepTheirParts() {
        DrawnExamples digits = Examples.digits().draw(3);
        DrawnExamples own = examples(150).draw(3);

        assertThat(digits.counted()).isEqualTo("1,797 handwritten digits");
        assertThat(digits.parts().training().indices())
                .isNotEqualTo(Examples.digits().draw(4).parts().training().indices());
        assertThat(own.counted()).isEqualTo("150 examples of \"points\" in 3 classes");
        assertThat(own.parts().training().size()).isEqualTo(120);
        assertThat(own.parts().validation().size()).isEqualTo(30);
        assertThat(own.arePictures()).isFalse();
        assertThat(own.data(1).preprocessing().inputShape()).isEqualTo(Shape.of(4));
    }

    @Test
    void ofLargerDataSomeAreDrawnBySeed() {
        DrawnExamples drawn = examples(3000).draw(1);

        assertThat(drawn.all().size()).isEqualTo(2000);
        assertThat(drawn.parts().validation().size()).isEqualTo(400);
        assertThat(classes(examples(3000).draw(1))).isEqualTo(classes(drawn));
        assertThat(classes(examples(3000).draw(2))).isNotEqualTo(classes(drawn));
    }

    private static List<Integer> classes(DrawnExamples drawn) {
        return IntStream.range(0, drawn.all().size())
                .mapToObj(drawn.all()::classOf)
                .toList();
    }

    @Test
    void experimentsRunOnOnesOwnItemsAlsoWhereTheyAreNoPictures() {
        TrainingData data =
                TrainingData.of(points(300, ABC), Split.stratified(0.2, 1)).build();
        Examples own = Examples.of("points", data);
        Findings rates = LearningRateExperiment.standard()
                .epochs(1)
                .seeds(1)
                .examples(own)
                .run(Progress.silent());
        Findings techniques = RegularisationExperiment.standard()
                .pictures(20)
                .epochs(2)
                .seeds(1)
                .examples(own)
                .run(Progress.silent());

        assertThat(rates.number("right-accuracy")).isGreaterThan(0.5);
        assertThat(rates.markdown()).contains("\"points\" in 3 classes", "at least 4 classes");
        assertThat(rates.data()).extracting("settings").asString().contains("data=points");
        assertThat(techniques.table("techniques").rows()).hasSize(16);
        assertThat(techniques.markdown()).contains("is to learn \"points\" from 20 items");
    }

    @Test
    void whatCannotBeUsedIsRefusedWithTheReason() {
        Source few = points(45, ABC);
        assertThatThrownBy(() -> Examples.of("points", few, Subset.of(few, 0, 1, 2)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("points has 45 items to learn from and 3 to judge by")
                .hasMessageContaining("at least 40 and 10");
        Source numbers = points(60, new Task.Regression(1));
        assertThatThrownBy(() -> Examples.of("points", numbers, numbers)).hasMessageContaining("telling classes apart");
        Source items = points(60, ABC);
        Source other = points(60, new Task.Classification(List.of("x", "y", "z")));
        assertThatThrownBy(() -> Examples.of("points", items, other)).hasMessageContaining("those to judge by");
        Source one = Subset.of(items, IntStream.range(0, 60).map(i -> i / 3 * 3).toArray());
        assertThatThrownBy(() -> Examples.of("points", one, one).draw(1)).hasMessageContaining("are of one class");
        Source large = ArrayDataSet.of(
                new Array.Bytes(Shape.of(60, 3, 128, 128), new byte[60 * 3 * 128 * 128]), new int[60], ABC);
        assertThatThrownBy(() -> Examples.of("photos", large, large)).hasMessageContaining("smaller size");
        Examples small = examples(150);
        assertThatThrownBy(() ->
                        RegularisationExperiment.standard().examples(small).run(Progress.silent()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"points\" has 150 items")
                .hasMessageContaining("Ask for 24 or fewer");
    }
}
