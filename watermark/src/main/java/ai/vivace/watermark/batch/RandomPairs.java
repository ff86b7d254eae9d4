package ai.vivace.watermark.batch;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.RandomMarks;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.picture.Reading;
import ai.vivace.watermark.render.MarkRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Makes pairs of pictures with and without a random mark, on which networks learn to take marks away and detectors are tried: {@code
 * clean/000001.png} and {@code marked/000001.png}, which differ under the mark only, and {@code pairs.csv}, which says of each what was drawn where. The
 * set is a function of the pictures, the seed and the settings alone. Immutable.
 *
 * <pre>{@code
 * RandomPairs.of(Inputs.of(Path.of("photos")), Path.of("pairs"), RandomMarks.of(42)).crop(160).run();
 * }</pre>
 *
 * @param inputs the pictures
 * @param folder where the set goes
 * @param marks what is drawn
 * @param shape what becomes of a picture's size
 * @param size in pixels, for the shapes that have one
 * @param copies how many pairs are made of each picture
 * @param threads how many pictures are worked on at once
 * @param reading how pictures are read
 */
public record RandomPairs(
        Inputs inputs,
        Path folder,
        RandomMarks marks,
        Shape shape,
        int size,
        int copies,
        int threads,
        Reading reading) {
    private static final int SMALLEST = 32;
    private static final int LARGEST = 8192;
    private static final int MOST_COPIES = 10_000;
    private static final Box UNBOUNDED = Box.of(Integer.MAX_VALUE, Integer.MAX_VALUE);
    private static final String HEADER = "pair,source,text,font,alpha,x,y,width,height\n";

    /** What becomes of a picture's size. */
    public enum Shape {
        /** It stays. */
        WHOLE,
        /** The short side is made the size; proportions stay. */
        RESIZED,
        /** The short side is made the size, and a square is cut out at a random place. */
        CROPPED
    }

    /** @throws InputException when a number is out of its range */
    public RandomPairs {
        InputException.require(
                shape == Shape.WHOLE || (size >= SMALLEST && size <= LARGEST),
                () -> "The size of pairs is " + SMALLEST + " to " + LARGEST + " pixels, but came " + size + ".");
        InputException.require(
                copies >= 1 && copies <= MOST_COPIES,
                () -> "The pairs of each picture are 1 to " + MOST_COPIES + ", but came " + copies + ".");
        InputException.require(
                threads >= 1 && threads <= Batch.MOST_THREADS,
                () -> "threads must be from 1 to " + Batch.MOST_THREADS + ", but was " + threads + ".");
    }

    /** One pair of each picture, as large as it is, by as many threads as there are processors. */
    public static RandomPairs of(Inputs inputs, Path folder, RandomMarks marks) {
        return new RandomPairs(
                inputs, folder, marks, Shape.WHOLE, 0, 1, Runtime.getRuntime().availableProcessors(), Reading.USUAL);
    }

    /** The same with the short side made so many pixels, 32 to 8192. */
    public RandomPairs resize(int pixels) {
        return new RandomPairs(inputs, folder, marks, Shape.RESIZED, pixels, copies, threads, reading);
    }

    /** The same with the short side made so many pixels, 32 to 8192, and a square of that side cut out at a random place. */
    public RandomPairs crop(int pixels) {
        return new RandomPairs(inputs, folder, marks, Shape.CROPPED, pixels, copies, threads, reading);
    }

    /** The same with so many pairs of each picture, 1 to 10,000; marks and crops differ. */
    public RandomPairs copies(int each) {
        return new RandomPairs(inputs, folder, marks, shape, size, each, threads, reading);
    }

    /** The same with other marks. */
    public RandomPairs marks(RandomMarks others) {
        return new RandomPairs(inputs, folder, others, shape, size, copies, threads, reading);
    }

    /** The same by so many threads, 1 to 512. */
    public RandomPairs threads(int number) {
        return new RandomPairs(inputs, folder, marks, shape, size, copies, number, reading);
    }

    /** The same with pictures read in another way. */
    public RandomPairs reading(Reading other) {
        return new RandomPairs(inputs, folder, marks, shape, size, copies, threads, other);
    }

    /** Makes the set; a picture that fails does not stop the others. */
    public BatchReport run() {
        return run((done, all, outcome) -> {}, () -> false);
    }

    /**
     * Makes the set.
     *
     * @param stops when it says so, pictures that are begun are finished and no more are begun; then there is no {@code pairs.csv}
     * @throws InputException when there is no picture, or the folder is not empty
     */
    public BatchReport run(BatchListener listener, BooleanSupplier stops) {
        long start = System.nanoTime();
        checkFolder();
        FoundPictures found = inputs.find();
        List<PictureTask> tasks = new ArrayList<>();
        for (InputPicture picture : found.pictures()) {
            int number = tasks.size() + 1;
            tasks.add(new PictureTask(
                    number,
                    picture.file(),
                    picture.relative(),
                    folder.resolve("marked").resolve(name((long) (number - 1) * copies))));
        }
        MarkRenderer renderer = new MarkRenderer();
        String[] lines = new String[tasks.size()];
        List<PictureOutcome> outcomes =
                new BatchRun(tasks, task -> make(task, renderer, lines), listener, stops).by(threads);
        BatchReport report = new BatchReport(outcomes, found.unreadable(), (System.nanoTime() - start) / 1e9);
        if (report.count(PictureOutcome.Status.NOT_STARTED) == 0) {
            writeIndex(lines);
        }
        return report;
    }

    private void checkFolder() {
        if (!Files.exists(folder)) {
            return;
        }
        InputException.require(
                Files.isDirectory(folder), () -> "Cannot write pairs into " + folder + ", as it is a file.");
        try (var files = Files.list(folder)) {
            InputException.require(
                    files.findAny().isEmpty(),
                    () -> "The folder for pairs, " + folder
                            + ", is not empty. Give one that is, or that is not there.");
        } catch (IOException e) {
            throw new InputException("Cannot list " + folder + " (" + e.getMessage() + ").", e);
        }
    }

    private PictureOutcome make(PictureTask task, MarkRenderer renderer, String[] lines) {
        long start = System.nanoTime();
        try {
            byte[] file = Files.readAllBytes(task.source());
            RgbPicture picture = RgbPicture.read(file, reading, UNBOUNDED);
            StringBuilder text = new StringBuilder();
            for (int copy = 0; copy < copies; copy++) {
                long index = (long) (task.number() - 1) * copies + copy;
                text.append(pair(index, task, shaped(picture, index), renderer));
            }
            lines[task.number() - 1] = text.toString();
            return PictureOutcome.written(task, Processed.of(new byte[0]), (System.nanoTime() - start) / 1e9);
        } catch (InputException | IOException e) {
            return PictureOutcome.failed(task, String.valueOf(e.getMessage()), (System.nanoTime() - start) / 1e9);
        }
    }

    private RgbPicture shaped(RgbPicture picture, long index) {
        if (shape == Shape.WHOLE) {
            return picture;
        }
        double scale = (double) size / Math.min(picture.width(), picture.height());
        int width = Math.max(size, (int) Math.round(picture.width() * scale));
        int height = Math.max(size, (int) Math.round(picture.height() * scale));
        RgbPicture resized = picture.resized(width, height);
        if (shape == Shape.RESIZED) {
            return resized;
        }
        Rng rng = Rng.of(marks.seed()).split("crops").split(index);
        int x = rng.nextInt(width - size + 1);
        int y = rng.nextInt(height - size + 1);
        return resized.part(new Box(x, y, size, size));
    }

    /** Writes a pair, and gives its line of the index. */
    private String pair(long index, PictureTask task, RgbPicture clean, MarkRenderer renderer) {
        Watermark watermark = marks.watermark(index);
        List<Overlay> overlays =
                renderer.render(watermark, new RgbView(clean, index + 1)).overlays();
        RgbPicture marked = clean.part(Box.of(clean.width(), clean.height()));
        marked.draw(overlays);
        write("clean", index, clean);
        write("marked", index, marked);
        Box box = overlays.stream().map(Overlay::bounds).reduce(Box.EMPTY, Box::union);
        TextMark mark = (TextMark) watermark.marks().get(0);
        return String.join(
                        ",",
                        name(index),
                        ReportFormat.cell(task.relative().toString()),
                        mark.text().toString(),
                        ReportFormat.cell(mark.font().toString()),
                        Integer.toString(alpha(mark)),
                        Integer.toString(box.x()),
                        Integer.toString(box.y()),
                        Integer.toString(box.width()),
                        Integer.toString(box.height()))
                + "\n";
    }

    private static int alpha(TextMark mark) {
        return ((Fill.Solid) mark.fill()).colour().alpha();
    }

    private void write(String part, long index, RgbPicture picture) {
        byte[] png = picture.png();
        AtomicFile.write(
                folder.resolve(part).resolve(name(index)),
                out -> out.write(png),
                temporary -> {},
                AtomicFile.Durability.LATER);
    }

    private static String name(long index) {
        return String.format(Locale.ROOT, "%06d.png", index + 1);
    }

    private void writeIndex(String[] lines) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String line : lines) {
            text.append(line == null ? "" : line);
        }
        AtomicFile.write(folder.resolve("pairs.csv"), text.toString());
    }
}
