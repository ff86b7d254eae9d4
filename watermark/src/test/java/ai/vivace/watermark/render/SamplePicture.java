package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.PlaceholderValues;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntBinaryOperator;

/** A picture in memory, on which tests draw. */
final class SamplePicture implements PictureView, Backdrop {
    private final int width;
    private final int height;
    private final Orientation orientation;
    private final int[] rgb;

    private SamplePicture(int width, int height, Orientation orientation, int[] rgb) {
        this.width = width;
        this.height = height;
        this.orientation = orientation;
        this.rgb = rgb;
    }

    /** A picture of a size whose pixels nobody may ask for. */
    static SamplePicture sized(int width, int height) {
        return new SamplePicture(width, height, Orientation.UPRIGHT, new int[0]);
    }

    /** A picture of one colour, stored upright. */
    static SamplePicture of(int width, int height, int colour) {
        return of(width, height, Orientation.UPRIGHT, colour);
    }

    /** A picture of one colour, given the size of what is stored. */
    static SamplePicture of(int width, int height, Orientation orientation, int colour) {
        SamplePicture picture = new SamplePicture(width, height, orientation, new int[width * height]);
        Arrays.fill(picture.rgb, colour);
        return picture;
    }

    /** The same size with colours by place. */
    SamplePicture painted(IntBinaryOperator colour) {
        SamplePicture picture = new SamplePicture(width, height, orientation, new int[width * height]);
        for (int i = 0; i < rgb.length; i++) {
            picture.rgb[i] = colour.applyAsInt(i % width, i / width);
        }
        return picture;
    }

    /** The pixels of the picture with overlays on it, as they are stored. */
    int[] with(List<Overlay> overlays) {
        int[] composed = rgb.clone();
        for (Overlay overlay : overlays) {
            int[] argb = new int[rgb.length];
            overlay.read(Box.of(width, height), argb);
            for (int i = 0; i < argb.length; i++) {
                int alpha = argb[i] >>> 24;
                int mixed = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int below = composed[i] >> shift & 0xFF;
                    int above = overlay.mode().mix(below, argb[i] >> shift & 0xFF);
                    mixed |= Blending.over(below, above, alpha) << shift;
                }
                composed[i] = mixed;
            }
        }
        return composed;
    }

    /** The smallest box of pixels that an overlay changes, as they are stored. */
    static Box visible(Overlay overlay, Box within) {
        int[] argb = new int[(int) within.pixels()];
        overlay.read(within, argb);
        Box box = Box.EMPTY;
        for (int i = 0; i < argb.length; i++) {
            if (argb[i] >>> 24 != 0) {
                box = box.union(new Box(within.x() + i % within.width(), within.y() + i / within.width(), 1, 1));
            }
        }
        return box;
    }

    Box box() {
        return Box.of(width, height);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Orientation orientation() {
        return orientation;
    }

    @Override
    public OptionalDouble resolution() {
        return OptionalDouble.of(144);
    }

    @Override
    public Backdrop backdrop() {
        return this;
    }

    @Override
    public Tone tone(Box stored) {
        int[] part = new int[(int) stored.pixels()];
        for (int y = 0; y < stored.height(); y++) {
            System.arraycopy(rgb, (stored.y() + y) * width + stored.x(), part, y * stored.width(), stored.width());
        }
        return Tone.of(part);
    }

    @Override
    public PlaceholderValues values() {
        return new Values(orientation.shown(box()));
    }

    private record Values(Box shown) implements PlaceholderValues {
        @Override
        public String fileName() {
            return "IMG_0001.jpg";
        }

        @Override
        public LocalDateTime date() {
            return LocalDateTime.of(2026, 11, 23, 10, 15, 30);
        }

        @Override
        public long number() {
            return 7;
        }

        @Override
        public int width() {
            return shown.width();
        }

        @Override
        public int height() {
            return shown.height();
        }

        @Override
        public Optional<String> exif(String tag) {
            return tag.equals("Artist") ? Optional.of("Jane Doe") : Optional.empty();
        }
    }
}
