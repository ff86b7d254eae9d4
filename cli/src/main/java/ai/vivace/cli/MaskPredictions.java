package ai.vivace.cli;

import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Device;
import ai.vivace.vision.picture.PictureFile;
import ai.vivace.vision.segment.MaskOverlay;
import ai.vivace.vision.segment.MaskPredictor;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which class each pixel of pictures has.
 *
 * @param predictor the model
 * @param view how it sees pictures
 */
record MaskPredictions(MaskPredictor predictor, PictureView view) implements PictureAnswers {
    /** Of a model of masks, which this closes. */
    static MaskPredictions of(ExportedModel model, PictureView view, Device device) {
        return new MaskPredictions(MaskPredictor.of(model, device), view);
    }

    @Override
    public Answer of(Path picture) {
        PictureFile file = PictureFile.read(picture);
        long[] mask = predictor.mask(view.read(file));
        List<String> labels = predictor.labels();
        double[] shares = new double[labels.size()];
        for (long number : mask) {
            shares[(int) number] += 1.0 / mask.length;
        }
        Map<String, Object> byName = new LinkedHashMap<>();
        for (int i = 0; i < shares.length; i++) {
            byName.put(labels.get(i), shares[i]);
        }
        String words = IntStream.range(0, shares.length)
                .boxed()
                .filter(number -> shares[number] > 0)
                .sorted(Comparator.comparingDouble((Integer number) -> -shares[number]))
                .map(number -> String.format(Locale.ROOT, "%s %.1f %%", labels.get(number), 100 * shares[number]))
                .collect(Collectors.joining(", "));
        return new Answer(words, Map.of("shares", byName), () -> drawn(file, mask, words));
    }

    private BufferedImage drawn(PictureFile picture, long[] mask, String words) {
        BufferedImage shown = view.shown(picture);
        return CaptionedPicture.of(
                MaskOverlay.standard().draw(shown, resized(mask, shown.getWidth(), shown.getHeight())), words);
    }

    /** The mask in a picture's size, nearest pixels. */
    private long[] resized(long[] mask, int width, int height) {
        int ownWidth = predictor.input().width();
        int ownHeight = predictor.input().height();
        long[] resized = new long[width * height];
        for (int y = 0; y < height; y++) {
            int row = (int) ((y + 0.5) * ownHeight / height);
            for (int x = 0; x < width; x++) {
                resized[y * width + x] = mask[row * ownWidth + (int) ((x + 0.5) * ownWidth / width)];
            }
        }
        return resized;
    }

    @Override
    public void close() {
        predictor.close();
    }
}
