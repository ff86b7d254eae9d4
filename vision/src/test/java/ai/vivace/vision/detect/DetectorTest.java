package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.nn.Activation;
import ai.vivace.nn.BatchNorm2d;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Layer;
import ai.vivace.nn.LayerTree;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.FeaturePyramid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private static final int SIDE = 48;
    private static final int MOST = 2;

    private static Sequential body() {
        return Sequential.of(halving(3, 8), halving(8, 16), halving(16, 32), halving(32, 32));
    }

    private static UnaryLayer halving(long inputs, long outputs) {
        return Sequential.of(
                Conv2d.of(inputs, outputs, 3).stride(2).padding(1).withoutBias().build(),
                BatchNorm2d.of(outputs),
                Activation.relu());
    }

    /** 0.5 · sin(i + 1) with one counter through all parameters. */
    private static int fill(Layer layer, int from) {
        int at = from;
        for (Parameter parameter : layer.parameters().values()) {
            float[] values = new float[(int) parameter.shape().elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.5 * Math.sin(++at));
            }
            parameter.assign(Tensor.of(values, parameter.shape()));
        }
        return at;
    }

    private static Tensor wave(int channels, int height, int width) {
        float[] values = new float[channels * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(0.37 * i);
        }
        return Tensor.of(values, Shape.of(1, channels, height, width));
    }

    @Test
    void pyramidAndHeadComputeAsTorchvisions() {
        try (FeaturePyramid pyramid = FeaturePyramid.of(new long[] {4, 6}, 32, FeaturePyramid.Extra.P6_P7);
                FcosHead head = FcosHead.of(32, 3, 2)) {
            fill(head, fill(pyramid, 0));
            List<Tensor> maps = pyramid.apply(List.of(wave(4, 5, 7), wave(6, 3, 4)));
            double[] sums = {2304.5395022211596, 143.2352742413059, 51.95753503032029, 9.355716571211815};
            for (int i = 0; i < sums.length; i++) {
                assertThat(maps.get(i).abs().sum().item()).isCloseTo(sums[i], within(1e-4 * sums[i]));
            }
            float[] values =
                    head.apply(maps.subList(0, 3), new long[] {8, 16, 32}).toFloats();
            float[] first = {0.07585305f, -0.72074705f, -0.82295823f, 8 * 0.19260505f, 0, 0, 0, -0.8478739f};
            float[] last = {1.0966607f, -0.38485777f, -1.4959219f, 32 * 0.9737678f, 0, 0, 0, -0.09475756f};
            assertThat(Arrays.copyOf(values, 8)).containsExactly(first, within(1e-3f));
            assertThat(Arrays.copyOfRange(values, values.length - 8, values.length))
                    .containsExactly(last, within(3e-3f));
        }
    }

    @Test
    void gridHasThePlacesOfTheOutputs() {
        Shape picture = Shape.of(3, 72, 100);
        try (Detector detector = Detector.of(body(), Shape.of(3, SIDE, SIDE), 4)
                .channels(32)
                .depth(1)
                .build()) {
            detector.eval();
            Tensor output = detector.apply(Tensor.zeros(picture.prepend(2)));
            Grid grid = detector.grid(picture);
            assertThat(grid.maps().stream().map(Grid.Level::stride)).containsExactly(4, 8, 16, 32, 64);
            assertThat(output.shape()).isEqualTo(Shape.of(2, grid.places().size(), 9));
        }
    }

    @Test
    void outputsThatSayWhatIsThereDecodeToIt() {
        Grid grid = new Grid(64, 64, List.of(new Grid.Level(8, 8, 8), new Grid.Level(16, 4, 4)));
        List<TrueBox> things =
                List.of(new TrueBox(1, new Box(10, 12, 30, 27)), new TrueBox(0, new Box(35, 30, 60, 62)));
        List<Grid.Place> places = grid.places();
        int[] assigned = Assignment.standard().of(places, things);
        float[] values = new float[places.size() * 7];
        for (int i = 0; i < places.size(); i++) {
            Arrays.fill(values, 7 * i, 7 * i + 2, -20);
            if (assigned[i] != Assignment.NOTHING) {
                TrueBox thing = things.get(assigned[i]);
                double[] distances = BoxCoder.encode(places.get(i), thing.box());
                values[7 * i + thing.category()] = 20;
                for (int edge = 0; edge < 4; edge++) {
                    values[7 * i + 2 + edge] = (float) distances[edge];
                }
                values[7 * i + 6] = 20;
            }
        }
        List<Detection> found = Decoding.standard()
                .of(Tensor.of(values, Shape.of(1, places.size(), 7)), grid)
                .get(0);
        assertThat(found).hasSize(2);
        AveragePrecision precision = AveragePrecision.of(2);
        precision.add(found, things);
        assertThat(precision.mean()).isEqualTo(1);
    }

    @Test
    void builtAgainFromItsDescriptionComputesTheSame() {
        Tensor picture = Tensor.randomNormal(Shape.of(1, 3, SIDE, SIDE), Rng.of(1));
        try (Detector detector = Detector.of(body(), Shape.of(3, SIDE, SIDE), 4)
                .channels(32)
                .depth(1)
                .build()) {
            Detector again = (Detector) LayerTree.build(LayerTree.describe(detector));
            again.load(detector.state());
            detector.eval();
            again.eval();
            assertThat(again.apply(picture).toFloats())
                    .isEqualTo(detector.apply(picture).toFloats());
            again.close();
        }
    }

    @Test
    void bodiesWithTooFewMapsAreRefused() {
        assertThatThrownBy(() ->
                        Detector.of(body(), Shape.of(3, SIDE, SIDE), 4).maps(9).build())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 maps of features");
    }

    @Test
    void rectanglesAreFound() {
        TrainingData data = TrainingData.of(rectangles(96, 1), rectangles(24, 2))
                .batchSize(8)
                .seed(3)
                .build();
        Detector detector = Detector.of(body(), data.inputShape(), 2)
                .channels(32)
                .depth(1)
                .maps(2)
                .withoutExtraMaps()
                .build();
        try (Learner learner = DetectionLearner.of(data, detector).seed(7).build()) {
            learner.fitOneCycle(8, 8e-3);
            assertThat(learner.groups()).hasSize(2);
            assertThat(learner.validate().metric("map50").orElseThrow()).isGreaterThan(0.8);
        }
    }

    /** Red and green rectangles on noise; none, one or two in a picture. */
    private static ArrayDataSet rectangles(int items, long seed) {
        Rng rng = Rng.of(seed);
        int plane = SIDE * SIDE;
        float[] pictures = new float[items * 3 * plane];
        float[] boxes = new float[items * MOST * 5];
        Arrays.fill(boxes, -1);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (float) (0.2 * rng.nextGaussian());
        }
        for (int item = 0; item < items; item++) {
            List<Box> before = new ArrayList<>();
            for (int number = 0; number < rng.nextInt(MOST + 1); number++) {
                int left = rng.nextInt(SIDE - 24);
                int top = rng.nextInt(SIDE - 24);
                Box box = new Box(left, top, left + 12 + rng.nextInt(12), top + 12 + rng.nextInt(12));
                if (before.stream().anyMatch(other -> other.intersectionOverUnion(box) > 0)) {
                    continue;
                }
                before.add(box);
                int category = rng.nextInt(2);
                int at = (item * MOST + number) * 5;
                boxes[at] = category;
                boxes[at + 1] = (float) box.left();
                boxes[at + 2] = (float) box.top();
                boxes[at + 3] = (float) box.right();
                boxes[at + 4] = (float) box.bottom();
                for (int row = top; row < box.bottom(); row++) {
                    for (int column = left; column < box.right(); column++) {
                        pictures[(item * 3 + category) * plane + row * SIDE + column] += 1;
                    }
                }
            }
        }
        return ArrayDataSet.of(
                new Array.Floats(Shape.of(items, 3, SIDE, SIDE), pictures),
                new Array.Floats(Shape.of(items, MOST, 5), boxes),
                new Task.Regression(1));
    }
}
