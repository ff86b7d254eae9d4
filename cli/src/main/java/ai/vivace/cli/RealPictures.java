package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Source;
import ai.vivace.data.SourceView;
import ai.vivace.data.TrainingData;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.PictureSource;
import ai.vivace.vision.Pictures;
import ai.vivace.vision.explain.Pixels;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The pictures that a generator is to learn to make: squares whose side is a power of two, from -1 to 1. */
final class RealPictures {
    private static final int SMALLEST_SIDE = 8;

    /** Larger ones are asked for with {@code --size}, as they take hours. */
    private static final int USUAL_SIDE = 64;

    private RealPictures() {}

    /**
     * All pictures of the data that are to be learnt from; none are held out, as nothing is judged by them.
     *
     * @throws InputException when the data are no pictures, or fewer than two
     */
    static TrainingData of(RunSettings settings, Device device) {
        Source source = source(settings);
        return settings.data()
                .builder(source, source, settings.seed(), device)
                .preprocessing(new Preprocessing(source.inputShape(), source.scale(), List.of(0.5), List.of(0.5)))
                .build();
    }

    /** As {@link #of}, with values from 0 to 1, in batches of another size; only what is asked for is read. */
    static TrainingData asTheyAre(RunSettings settings, int items, Device device) {
        Source source = source(settings);
        return settings.data().asTheyAre(source, source, settings.seed(), items, device);
    }

    private static Source source(RunSettings settings) {
        Source source = bordered(open(settings.data(), settings.seed()));
        InputException.require(
                source.size() >= 2,
                () -> "A generator needs at least 2 pictures to learn from, and thousands to do well, but there is "
                        + source.size() + ".");
        return source;
    }

    private static Source open(DataSettings settings, long seed) {
        Pictures pictures = pictures(settings);
        Shape shape = pictures.source().inputShape();
        InputException.require(
                Pixels.isPicture(shape),
                () -> "A generator learns from grey or coloured pictures, but inputs have shape " + shape + ".");
        // What others keep for judging is kept out here too.
        return pictures.ownSplit().isPresent()
                ? pictures.split(settings.heldOut(), seed)
                        .apply(pictures.source())
                        .training()
                : pictures.source();
    }

    private static Pictures pictures(DataSettings settings) {
        Path path = settings.path();
        if (path == null) {
            return Pictures.digits();
        }
        Pictures pictures = Pictures.unlabelled(path, settings.size());
        int side = side(pictures.source().inputShape());
        return pictures.source() instanceof PictureSource && settings.size().isEmpty()
                ? Pictures.unlabelled(path, OptionalInt.of(Math.min(USUAL_SIDE, side)))
                : pictures;
    }

    /** The next power of two, for both sides. */
    private static int side(Shape shape) {
        long longest = Math.max(SMALLEST_SIDE, Math.max(shape.size(1), shape.size(2)));
        return Math.toIntExact(longest == Long.highestOneBit(longest) ? longest : 2 * Long.highestOneBit(longest));
    }

    private static Source bordered(Source source) {
        Shape shape = source.inputShape();
        int side = side(shape);
        return shape.size(1) == side && shape.size(2) == side ? source : new Bordered(source, side);
    }

    /** Pictures in the middle of larger ones, which are 0 around them: black. */
    private record Bordered(Source source, int side) implements SourceView {

        @Override
        public Item item(int index) {
            Item item = source.item(index);
            return new Item(bordered(item.input()), item.target());
        }

        private Array bordered(Array input) {
            int channels = Math.toIntExact(input.shape().size(0));
            int height = Math.toIntExact(input.shape().size(1));
            int width = Math.toIntExact(input.shape().size(2));
            Object values = input instanceof Array.Bytes bytes ? bytes.values() : ((Array.Floats) input).values();
            Object all =
                    input instanceof Array.Bytes ? new byte[channels * side * side] : new float[channels * side * side];
            for (int row = 0; row < channels * height; row++) {
                int to = (row / height * side + (side - height) / 2 + row % height) * side + (side - width) / 2;
                System.arraycopy(values, row * width, all, to, width);
            }
            return all instanceof byte[] bytes
                    ? new Array.Bytes(inputShape(), bytes)
                    : new Array.Floats(inputShape(), (float[]) all);
        }

        @Override
        public Shape inputShape() {
            return Shape.of(source.inputShape().size(0), side, side);
        }
    }
}
