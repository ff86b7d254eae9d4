import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;

/** Marks one picture again and again by Thumbnailator: {@code PICTURE LOGO QUALITY WARM-UPS REPETITIONS}. Prints the CPU milliseconds of a picture. */
public final class PeerWatermark {
    public static void main(String[] arguments) throws Exception {
        byte[] picture = Files.readAllBytes(Path.of(arguments[0]));
        BufferedImage logo = ImageIO.read(new File(arguments[1]));
        float quality = Float.parseFloat(arguments[2]) / 100;
        int warmUps = Integer.parseInt(arguments[3]);
        double[] milliseconds = new double[Integer.parseInt(arguments[4])];
        ImageIO.setUseCache(false);
        int bytes = 0;
        for (int i = -warmUps; i < milliseconds.length; i++) {
            long start = cpu();
            ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length * 2);
            Thumbnails.of(new ByteArrayInputStream(picture))
                    .scale(1)
                    .watermark(Positions.BOTTOM_RIGHT, logo, 1)
                    .outputFormat("jpg")
                    .outputQuality(quality)
                    .toOutputStream(out);
            bytes = out.size();
            if (i >= 0) {
                milliseconds[i] = (cpu() - start) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "{\"by\": \"Thumbnailator 0.4.21\", \"way\": \"logo\", \"cpu_ms\": %.1f, \"bytes\": %d}%n",
                milliseconds[milliseconds.length / 2],
                bytes);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
