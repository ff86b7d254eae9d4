package ai.vivace.benchmarks;

import ai.vivace.watermark.Details;
import ai.vivace.watermark.Marked;
import ai.vivace.watermark.Watermarker;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;

/**
 * Times marks on one picture again and again, from the bytes of its file to those of the marked one. Options: {@code --picture}; {@code --way} corner, a text
 * of three tenths of the width in the bottom right corner, or tiled; {@code --warm-ups}, {@code --repetitions}.
 */
final class WatermarkThroughput {
    private static final String TEXT = "© Vivace 2026, all rights reserved";
    private static final double HALF = 128 / 255.0;

    private WatermarkThroughput() {}

    /** Runs the program. */
    public static void main(String[] arguments) throws IOException {
        Options options = new Options(arguments);
        byte[] picture = Files.readAllBytes(Path.of(options.unreported("picture", "picture.jpg")));
        String way = options.text("way", "corner");
        int warmUps = options.number("warm-ups", 30);
        double[] milliseconds = new double[options.number("repetitions", 20)];
        options.read();
        TextMark.Builder text =
                TextMark.of(TEXT).size(Length.percent(2.3)).noShadow().opacity(HALF);
        text.placement(way.equals("tiled") ? Placement.tiled() : Placement.anchored(Anchor.BOTTOM_RIGHT));
        Watermarker marker = Watermarker.of(Watermark.of(text.build()));
        Details details = new Details("picture.jpg", 1, LocalDateTime.of(2026, 1, 1, 0, 0));
        Marked marked = marker.apply(picture, details);
        for (int i = -warmUps; i < milliseconds.length; i++) {
            long start = cpu();
            marked = marker.apply(picture, details);
            if (i >= 0) {
                milliseconds[i] = (cpu() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "{\"by\": \"Vivace\", \"way\": \"%s\", \"cpu_ms\": %.1f, \"bytes\": %d, \"changed\": %d, \"blocks\": %d}%n",
                way,
                milliseconds[milliseconds.length / 2],
                marked.bytes().length,
                marked.report().changed(),
                marked.report().units());
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
