package ai.vivace.cli;

import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Device;
import ai.vivace.vision.detect.Box;
import ai.vivace.vision.detect.BoxPredictor;
import ai.vivace.vision.detect.Decoding;
import ai.vivace.vision.detect.Detection;
import ai.vivace.vision.detect.DetectionDrawing;
import ai.vivace.vision.picture.PictureFile;
import ai.vivace.vision.picture.Size;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a detector finds in pictures.
 *
 * @param predictor the model
 * @param view how it sees pictures
 */
record BoxPredictions(BoxPredictor predictor, PictureView view) implements PictureAnswers {
    /** Of a model that is a detector, which this closes. */
    static BoxPredictions of(ExportedModel model, PictureView view, Device device) {
        return new BoxPredictions(BoxPredictor.of(model, device, Decoding.standard()), view);
    }

    @Override
    public Answer of(Path picture) {
        PictureFile file = PictureFile.read(picture);
        Size size = view.size(file);
        List<Detection> found = scaled(
                predictor.find(view.read(file)),
                (double) size.width() / predictor.input().width(),
                (double) size.height() / predictor.input().height());
        List<Map<String, Object>> boxes = new ArrayList<>();
        found.forEach(one -> boxes.add(facts(one)));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("width", size.width());
        facts.put("height", size.height());
        facts.put("boxes", boxes);
        return new Answer(counts(found, predictor.labels()), facts, () -> drawn(file, found));
    }

    private Map<String, Object> facts(Detection one) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("label", predictor.labels().get(one.category()));
        facts.put("probability", one.score());
        facts.put("left", one.box().left());
        facts.put("top", one.box().top());
        facts.put("right", one.box().right());
        facts.put("bottom", one.box().bottom());
        return facts;
    }

    private BufferedImage drawn(PictureFile picture, List<Detection> found) {
        BufferedImage shown = view.shown(picture);
        int times = DrawnPicture.enlargement(shown);
        return DetectionDrawing.of(predictor.labels())
                .draw(DrawnPicture.enlarged(shown, times), scaled(found, times, times));
    }

    /** The same things in a picture that is so many times as wide and as high. */
    static List<Detection> scaled(List<Detection> found, double across, double down) {
        return found.stream()
                .map(one -> new Detection(
                        one.category(),
                        one.score(),
                        new Box(
                                one.box().left() * across,
                                one.box().top() * down,
                                one.box().right() * across,
                                one.box().bottom() * down)))
                .toList();
    }

    /** How many things there are of each kind, in words, the first kind first. */
    static String counts(List<Detection> found, List<String> labels) {
        Map<Integer, Long> counts =
                found.stream().collect(Collectors.groupingBy(Detection::category, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + labels.get(kind.getKey()))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        predictor.close();
    }
}
