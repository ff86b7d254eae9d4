package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.DataSet;
import ai.vivace.data.Loader;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.plot.Chart;
import ai.vivace.plot.Picture;
import ai.vivace.plot.PictureGrid;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.explain.Pixels;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The first training batch as pictures in rows.
 *
 * @param data whose inputs are not normalised
 * @param name what the data are called
 * @param shown the batch's items in order
 */
record ContactSheet(TrainingData data, String name, List<Shown> shown) {
    private static final int COLUMNS = 5;

    ContactSheet {
        shown = List.copyOf(shown);
    }

    /**
     * One item.
     *
     * @param index its number in the training part
     * @param description its file or row
     * @param label its class
     */
    record Shown(int index, String description, String label) {
        /** The description's end: there is room for a file's name, but not for the way to it. */
        String name() {
            return description.substring(description.lastIndexOf(File.separatorChar) + 1);
        }
    }

    /**
     * The sheet of the first batch.
     *
     * @throws InputException when inputs are no pictures
     */
    static ContactSheet of(TrainingData data, DataSettings settings) {
        InputException.require(
                Pixels.isPicture(data.inputShape()),
                () -> "Only grey and coloured pictures can be shown, but inputs have shape " + data.inputShape() + ".");
        List<Shown> shown = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Batch batch = first(data.training());
            DataSet items = data.training().dataSet();
            long[] classes = batch.target().toLongs();
            for (int i = 0; i < batch.size(); i++) {
                int index = batch.indices()[i];
                shown.add(new Shown(
                        index,
                        settings.shorten(items.describe(index)),
                        ((Task.Classification) data.task()).labels().get((int) classes[i])));
            }
        }
        return new ContactSheet(data, settings.name(), shown);
    }

    /** All of the batch, with labels. */
    Chart batch() {
        PictureGrid.Builder grid =
                PictureGrid.of(name + ": the first training batch").columns(COLUMNS);
        try (Scope scope = Scope.open()) {
            List<Picture> pictures = pictures(first(data.training()).input());
            for (int i = 0; i < shown.size(); i++) {
                grid.picture(pictures.get(i), shown.get(i).label(), shown.get(i).description());
            }
        }
        return grid.build();
    }

    /** Each of the batch, and beside it what the first epochs would make of it. */
    Chart versions(Augment augment, int count) {
        List<List<Picture>> columns = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Batch batch = first(data.training());
            columns.add(pictures(batch.input()));
            // As the loader splits its stream, so that these are the versions that training would see.
            Rng rng = Rng.of(data.training().seed()).split("batch");
            for (int epoch = 0; epoch < count; epoch++) {
                Batch copy = new Batch(batch.input().copy(), batch.target(), batch.indices());
                columns.add(pictures(
                        augment.apply(copy, data.task(), rng.split(epoch).split(0))
                                .input()));
            }
        }
        PictureGrid.Builder grid =
                PictureGrid.of(name + ": pictures and their versions").columns(count + 1);
        for (int i = 0; i < shown.size(); i++) {
            grid.picture(
                    columns.get(0).get(i), shown.get(i).label(), shown.get(i).name());
            for (int epoch = 0; epoch < count; epoch++) {
                grid.picture(columns.get(epoch + 1).get(i), "epoch " + (epoch + 1));
            }
        }
        return grid.build();
    }

    /** What is shown, in words. */
    String words() {
        return shown.size() + (shown.size() == 1 ? " picture" : " pictures") + " of "
                + data.training().dataSet().size() + " to learn from, " + data.inputShape() + " each";
    }

    /** What is shown, for programs. */
    List<Map<String, Object>> pictures() {
        List<Map<String, Object>> pictures = new ArrayList<>();
        for (Shown one : shown) {
            Map<String, Object> picture = new LinkedHashMap<>();
            picture.put("item", one.description());
            picture.put("label", one.label());
            pictures.add(picture);
        }
        return pictures;
    }

    private static Batch first(Loader loader) {
        try (BatchStream batches = loader.epoch(0)) {
            // A loader has at least one batch, and one of items that can be read or an error.
            return Objects.requireNonNull(batches.next());
        }
    }

    private static List<Picture> pictures(Tensor inputs) {
        Shape shape = inputs.shape().withoutFirst();
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < inputs.size(0); i++) {
            pictures.add(
                    Pixels.picture(new Array.Floats(shape, inputs.select(0, i).toFloats()), 1));
        }
        return pictures;
    }
}
