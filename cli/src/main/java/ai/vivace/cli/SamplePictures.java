package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.data.Source;
import ai.vivace.data.TrainingData;
import ai.vivace.vision.explain.Pixels;
import ai.vivace.vision.picture.PngFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** A few held-out pictures as files, so that a new model can be tried at once. */
final class SamplePictures {
    static final String FOLDER = "samples";

    private static final int COUNT = 10;

    private final Map<String, Array> samples;
    private final double scale;

    private SamplePictures(Map<String, Array> samples, double scale) {
        this.samples = samples;
        this.scale = scale;
    }

    /** One held-out picture of each of the first classes, named by its number and class; none where inputs are no pictures. */
    static SamplePictures ofClasses(TrainingData data, List<String> labels) {
        Map<String, Array> samples = new LinkedHashMap<>();
        boolean[] taken = new boolean[labels.size()];
        forEach(data, (held, i) -> {
            int number = held.classOf(i);
            // What could not be read has been told; the next of the class will do.
            Array picture = taken[number] ? null : readable(held, i);
            if (picture != null && samples.size() < COUNT) {
                taken[number] = true;
                String label = labels.get(number).replaceAll("[^A-Za-z0-9._-]", "_");
                samples.put(i + "-is-" + label + ".png", picture);
            }
        });
        return new SamplePictures(samples, data.preprocessing().scale());
    }

    /** The first held-out pictures, named by their numbers. */
    static SamplePictures ofFirst(TrainingData data) {
        Map<String, Array> samples = new LinkedHashMap<>();
        forEach(data, (held, i) -> {
            Array picture = samples.size() < COUNT ? readable(held, i) : null;
            if (picture != null) {
                samples.put(i + ".png", picture);
            }
        });
        return new SamplePictures(samples, data.preprocessing().scale());
    }

    private static void forEach(TrainingData data, ObjIntConsumer<Source> consumer) {
        if (Pixels.isPicture(data.inputShape()) && data.validation().dataSet() instanceof Source held) {
            for (int i = 0; i < held.size(); i++) {
                consumer.accept(held, i);
            }
        }
    }

    private static @Nullable Array readable(Source held, int index) {
        try {
            return held.item(index).input();
        } catch (InputException e) {
            return null;
        }
    }

    void write(Path folder) {
        samples.forEach((name, array) -> PngFile.write(image(array, scale), folder.resolve(name)));
    }

    private static BufferedImage image(Array array, double scale) {
        int height = (int) array.shape().size(1);
        int width = (int) array.shape().size(2);
        boolean grey = array.shape().size(0) == 1;
        BufferedImage image =
                new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                if (grey) {
                    // Through the raster: setRGB would convert between colour spaces and change the values.
                    image.getRaster().setSample(x, y, 0, Pixels.level(array, at, scale));
                } else {
                    int plane = height * width;
                    image.setRGB(
                            x,
                            y,
                            Pixels.level(array, at, scale) << 16
                                    | Pixels.level(array, at + plane, scale) << 8
                                    | Pixels.level(array, at + 2 * plane, scale));
                }
            }
        }
        return image;
    }
}
