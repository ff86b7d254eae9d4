package ai.vivace.benchmarks;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.Framing;
import ai.vivace.vision.picture.PictureCache;
import ai.vivace.vision.picture.PictureForm;
import ai.vivace.vision.picture.RandomResizedCrop;
import ai.vivace.vision.picture.Size;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times how files of pictures become 224 x 224 red, green and blue, again and again, by one or more threads. Options: {@code --folder}; {@code --way}
 * crop, the middle, or random, a random resized crop; {@code --cache} none or memory; {@code --threads}, {@code --pictures}, {@code --warm-ups}, {@code
 * --repetitions}. Prints pictures in a second of processor time and of the clock: the median of the repetitions.
 */
final class PictureFeed {
    private static final int SIDE = 224;
    private static final long ROOM = 1L << 30;

    private PictureFeed() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = new Options(arguments);
        List<Path> files = files(Path.of(options.unreported("folder", ".")), options.number("pictures", 2000));
        String way = options.text("way", "crop");
        int threads = options.number("threads", 1);
        // After fewer, the compiler still works beside the one thread, which then has more than one processor.
        int warmUps = options.number("warm-ups", 5);
        double[] cpu = new double[options.number("repetitions", 5)];
        double[] clock = new double[cpu.length];
        boolean keeps = options.text("cache", "none").equals("memory");
        options.read();
        Framing framing = way.equals("random") ? RandomResizedCrop.standard() : Fit.CROP;
        PictureForm form = new PictureForm(Colour.RGB, Size.square(SIDE), framing, OptionalInt.empty());
        try (PictureCache cache = keeps ? PictureCache.inMemory(ROOM) : PictureCache.none()) {
            for (int i = -warmUps; i < cpu.length; i++) {
                long cpuStart = cpu();
                long start = System.nanoTime();
                epoch(files, form, cache, threads, i);
                if (i >= 0) {
                    cpu[i] = files.size() / ((cpu() - cpuStart) / 1e9);
                    clock[i] = files.size() / ((System.nanoTime() - start) / 1e9);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "{\"by\": \"Vivace%s\", \"way\": \"%s\", \"threads\": %d, \"per_cpu_s\": %.0f, \"per_s\": %.0f}%n",
                keeps ? ", kept in memory" : "",
                way,
                threads,
                median(cpu),
                median(clock));
    }

    /** As many as are asked for, those of a small folder again and again: a pass of a tenth of a second would say little. */
    private static List<Path> files(Path folder, int count) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> files = inside.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            InputException.require(!files.isEmpty(), () -> "There are no .jpg files in " + folder + ".");
            return IntStream.range(0, count)
                    .mapToObj(i -> files.get(i % files.size()))
                    .toList();
        }
    }

    private static void epoch(List<Path> files, PictureForm form, PictureCache cache, int threads, int epoch)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> {
                for (int index = next.getAndIncrement(); index < files.size(); index = next.getAndIncrement()) {
                    form.read(files.get(index), Rng.of(epoch).split(index), cache);
                }
            });
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
