package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Windows bitmap. Pixels are changed in place: every other byte of the file stays. Only where the mark's colours do not fit a list of colours, or
 * rows are run-length coded, the file is written anew.
 */
final class BmpPicture extends Picture {
    private final BmpFile file;
    private final Reading reading;
    private final PictureInfo info;
    private @Nullable Indexed indexed;

    BmpPicture(byte[] bytes, Reading reading) {
        this.reading = reading;
        Notes notes = new Notes();
        file = BmpFile.read(bytes, reading, notes);
        info = new PictureInfo(
                PictureFormat.BMP,
                file.width(),
                file.height(),
                Orientation.UPRIGHT,
                1,
                Math.min(8, file.bits()),
                file.isPalette() ? ColourModel.PALETTE : file.hasAlpha() ? ColourModel.RGB_ALPHA : ColourModel.RGB,
                file.resolution(),
                new Attachments(file.profile(), Optional.empty(), Optional.empty()),
                notes.list());
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    @Override
    public void read(Box box, int[] argb) {
        if (file.isPalette()) {
            indexed(new Notes()).read(box, argb);
        } else {
            for (int y = 0; y < box.height(); y++) {
                for (int x = 0; x < box.width(); x++) {
                    argb[y * box.width() + x] = file.argb(file.bytes(), box.x() + x, box.y() + y);
                }
            }
        }
    }

    private Indexed indexed(Notes notes) {
        Indexed there = indexed;
        if (there == null) {
            byte[] indices = file.isRunLength() ? BmpRuns.decode(file, reading, notes) : file.indices();
            there = new Indexed(area(), indices, file.colours());
            indexed = there;
        }
        return there;
    }

    @Override
    Samples samples(Notes notes) {
        notes.addAll(info.notes());
        return file.isPalette() ? indexed(notes).samples(area()) : samples(file.bytes(), area());
    }

    private ByteSamples samples(byte[] bytes, Box box) {
        ByteSamples samples = ByteSamples.of(box, file.hasAlpha() ? Layout.RGBA : Layout.RGB);
        int channels = samples.layout().channels();
        int k = 0;
        for (int y = box.y(); y < box.bottom(); y++) {
            for (int x = box.x(); x < box.right(); x++, k += channels) {
                int argb = file.argb(bytes, x, y);
                samples.bytes()[k] = (byte) (argb >> 16);
                samples.bytes()[k + 1] = (byte) (argb >> 8);
                samples.bytes()[k + 2] = (byte) argb;
                if (channels == 4) {
                    samples.bytes()[k + 3] = (byte) (argb >>> 24);
                }
            }
        }
        return samples;
    }

    @Override
    public Composed marked(PageLayers layers, MetadataPolicy policy) {
        Notes notes = new Notes();
        notes.addAll(info.notes());
        if (policy.hasCredits()) {
            notes.warn("A BMP has no place for author and copyright; they are not entered.");
        }
        List<? extends Overlay> overlays = layers.over(this);
        List<Overlay> own = MarkColours.in(overlays, info.attachments().icc(), Layout.RGB, notes);
        byte[] marked = file.isPalette() ? palette(own, notes) : inPlace(own);
        long covered = Overlays.covered(overlays, area());
        return new Composed(marked, PictureFormat.BMP, Composed.Route.PIXELS, covered, info.pixels(), notes.list());
    }

    private byte[] inPlace(List<Overlay> overlays) {
        byte[] marked = file.bytes().clone();
        Box bounds = Overlays.bounds(overlays, area());
        int[] argb = new int[bounds.width()];
        for (int y = bounds.y(); y < bounds.bottom(); y++) {
            Box row = new Box(bounds.x(), y, bounds.width(), 1);
            if (overlays.stream().allMatch(overlay -> overlay.isClear(row))) {
                continue;
            }
            ByteSamples samples = samples(marked, row);
            overlays.forEach(samples::compose);
            samples.read(row, argb);
            for (int x = 0; x < row.width(); x++) {
                if (argb[x] != file.argb(marked, row.x() + x, y)) {
                    file.put(marked, row.x() + x, y, argb[x]);
                }
            }
        }
        return marked;
    }

    private byte[] palette(List<Overlay> overlays, Notes notes) {
        Indexed before = indexed(notes);
        Optional<Indexed> fitting = before.marked(overlays, file.colours().length);
        if (fitting.isEmpty()) {
            notes.add("The mark's colours do not fit the picture's list of " + before.colours().length
                    + "; it is written with 24 bits.");
            ByteSamples samples = before.samples(area());
            overlays.forEach(samples::compose);
            return BmpWriter.rgb(samples, file);
        }
        if (file.isRunLength()) {
            notes.add("The picture was run-length coded; it is written without that.");
            return BmpWriter.indexed(fitting.get(), file);
        }
        return file.withIndices(fitting.get());
    }

    static InputException unsupported(String what) {
        return new InputException(
                "Expected a BMP of 1, 4, 8, 16, 24 or 32 bits, plain or run-length coded, but this one has " + what
                        + ". Save it as PNG first.");
    }
}
