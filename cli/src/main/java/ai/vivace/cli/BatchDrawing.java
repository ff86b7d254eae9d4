package ai.vivace.cli;

import ai.vivace.data.Array;
import ai.vivace.data.Batch;
import ai.vivace.data.Task;
import ai.vivace.plot.Picture;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.detect.Detection;
import ai.vivace.vision.detect.DetectionDrawing;
import ai.vivace.vision.detect.TrueBox;
import ai.vivace.vision.explain.Pixels;
import ai.vivace.vision.segment.MaskOverlay;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The pictures of a batch with what is known of them: masks and boxes are drawn over them, classes are told in words.
 *
 * @param task what is known
 */
record BatchDrawing(Task task) {
    /**
     * One of a batch.
     *
     * @param picture with what can be drawn of its label
     * @param label its class, the classes in its mask, or how many things of each kind are in it; empty when nothing is known
     */
    record Drawn(Picture picture, String label) {}

    /**
     * All of a batch, in its order.
     *
     * @param batch of inputs from 0 to 1
     */
    List<Drawn> of(Batch batch) {
        if (task instanceof Task.Segmentation) {
            return masks(batch);
        }
        return task instanceof Task.Detection ? boxes(batch) : plain(batch);
    }

    private List<Drawn> plain(Batch batch) {
        long[] classes = task instanceof Task.Classification ? batch.target().toLongs() : new long[0];
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            drawn.add(new Drawn(
                    Pixels.picture(input(batch, i), 1),
                    classes.length == 0 ? "" : task.labels().get((int) classes[i])));
        }
        return drawn;
    }

    private List<Drawn> masks(Batch batch) {
        long[] all = batch.target().toLongs();
        int plane = all.length / batch.size();
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            long[] mask = Arrays.copyOfRange(all, i * plane, (i + 1) * plane);
            BufferedImage picture = DrawnPicture.of(input(batch, i), 1);
            drawn.add(new Drawn(
                    DrawnPicture.forChart(MaskOverlay.standard().draw(picture, mask)),
                    LongStream.of(mask)
                            .filter(number -> number != Task.Segmentation.IGNORED)
                            .distinct()
                            .sorted()
                            .mapToObj(number -> task.labels().get((int) number))
                            .collect(Collectors.joining(", "))));
        }
        return drawn;
    }

    private List<Drawn> boxes(Batch batch) {
        List<List<TrueBox>> all = TrueBox.of(batch.target(), task.labels().size());
        DetectionDrawing drawing = DetectionDrawing.of(task.labels()).withoutScores();
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            List<Detection> things = all.get(i).stream()
                    .map(thing -> new Detection(thing.category(), 1, thing.box()))
                    .toList();
            BufferedImage picture = DrawnPicture.of(input(batch, i), 1);
            int times = DrawnPicture.enlargement(picture);
            drawn.add(new Drawn(
                    DrawnPicture.forChart(drawing.draw(
                            DrawnPicture.enlarged(picture, times), BoxPredictions.scaled(things, times, times))),
                    BoxPredictions.counts(things, task.labels())));
        }
        return drawn;
    }

    private static Array input(Batch batch, int number) {
        Shape shape = batch.input().shape().withoutFirst();
        return new Array.Floats(shape, batch.input().select(0, number).toFloats());
    }
}
