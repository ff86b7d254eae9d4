package ai.vivace.vision.augment;

import ai.vivace.tensor.DType;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Functional.Interpolation;
import ai.vivace.tensor.Functional.Padding;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Moves the pixels of batches as maps say, in place. What only moves pixels is not sampled, and what stays is not touched.
 *
 * @param interpolation how a value between pixels is taken
 * @param padding what is outside of a picture
 */
record Sampling(Interpolation interpolation, Padding padding) {
    /** fastai's for pictures. */
    static final Sampling SMOOTH = new Sampling(Interpolation.BILINEAR, Padding.REFLECTION);

    /** What masks need, beside this for pictures: no mixed classes. */
    Sampling ofClasses() {
        return new Sampling(Interpolation.NEAREST, padding);
    }

    /**
     * Moves pixels in place.
     *
     * @param pictures [N, channels, height, width] with fractions
     * @param maps one for each picture
     */
    void move(Tensor pictures, Homography[] maps) {
        int height = (int) pictures.size(2);
        int width = (int) pictures.size(3);
        int[] sampled = IntStream.range(0, maps.length)
                .filter(row -> !laid(pictures, row, Symmetry.of(maps[row], height, width)))
                .toArray();
        if (sampled.length == 0) {
            return;
        }
        try (Scope scope = Scope.open()) {
            Tensor places = places(height, width).to(pictures.device());
            Pixels.change(
                    pictures,
                    sampled,
                    (some, rows) -> Functional.gridSample(
                            some, grid(maps, rows, places, height, width), interpolation, padding));
        }
    }

    /** Moves class numbers in place, [N, height, width]; where a map leaves the picture and nothing reflects they become {@code outside}. */
    void moveClasses(Tensor masks, Homography[] maps, long outside) {
        // Padding is with 0, so that the class of what is outside must be 0 meanwhile.
        Tensor planes = masks.to(DType.FLOAT32).unsqueeze(1).addInPlace((double) -outside);
        ofClasses().move(planes, maps);
        masks.copyFrom(planes.addInPlace((double) outside).squeeze(1));
    }

    /** Whether an item was a matter of moving pixels, which is done then. */
    private static boolean laid(Tensor pictures, int row, Optional<Symmetry> symmetry) {
        symmetry.filter(laid -> laid != Symmetry.NONE).ifPresent(laid -> {
            try (Scope scope = Scope.open()) {
                Tensor picture = pictures.select(0, row);
                // Memory of its own: a transposed view would read what is being written.
                picture.copyFrom(laid.of(picture).contiguous());
            }
        });
        return symmetry.isPresent();
    }

    /** The places of pixels, homogeneous: rows of x, y and 1, [3, height · width]. */
    private static Tensor places(int height, int width) {
        int plane = height * width;
        float[] places = new float[3 * plane];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int at = row * width + column;
                places[at] = width == 1 ? 0 : -1 + 2f * column / (width - 1);
                places[plane + at] = height == 1 ? 0 : -1 + 2f * row / (height - 1);
                places[2 * plane + at] = 1;
            }
        }
        return Tensor.of(places, Shape.of(3, plane));
    }

    /** Where pixels come from, [rows, height, width, 2]; x and y apart in memory, as the engine likes it. */
    private static Tensor grid(Homography[] maps, int[] rows, Tensor places, int height, int width) {
        float[] factors = new float[9 * rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] map = maps[rows[i]].factors();
            for (int k = 0; k < map.length; k++) {
                factors[9 * i + k] = (float) map[k];
            }
        }
        Device device = places.device();
        Tensor moved = Tensor.of(factors, Shape.of(3L * rows.length, 3))
                .to(device)
                .matmul(places)
                .reshape(rows.length, 3, height, width);
        return moved.narrow(1, 0, 2).div(moved.narrow(1, 2, 1)).permute(0, 2, 3, 1);
    }
}
