package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.VivaceException;
import ai.vivace.data.Array;
import ai.vivace.plot.Chart;
import ai.vivace.plot.PictureGrid;
import ai.vivace.store.ExportedModel;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.vision.Label;
import ai.vivace.vision.PictureListing;
import ai.vivace.vision.explain.Embedding;
import ai.vivace.vision.explain.Neighbours;
import ai.vivace.vision.explain.Pixels;
import ai.vivace.vision.picture.PictureFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds the pictures of a folder that a classifier takes for the most similar to others, by its {@link Embedding embedding}. */
final class NeighbourSearch {
    private static final int BATCH = 64;
    private static final int COLUMNS = 5;

    /** What the names of sheets end in. */
    private static final String ENDING = "-neighbours.png";

    private final ExportedModel model;
    private final PictureView view;
    private final Device device;
    private final Embedding embedding;
    private final Path data;
    private final List<Path> files = new ArrayList<>();
    private final Neighbours neighbours;

    /**
     * A similar picture.
     *
     * @param file where it is
     * @param distance 1 less the cosine of both embeddings' angle: 0 for the same direction
     */
    record Near(Path file, double distance) {}

    /**
     * What was found for a picture.
     *
     * @param picture that was asked about
     * @param nearest the most similar, nearest first
     */
    record Found(Path picture, List<Near> nearest) {
        void print(Console console) {
            console.print(picture.toString());
            nearest.forEach(
                    near -> console.print(String.format(Locale.ROOT, "  %.4f  %s", near.distance(), near.file())));
        }

        Map<String, Object> document(Path sheet) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("input", picture.toString());
            document.put("file", sheet.toString());
            document.put(
                    "nearest",
                    nearest.stream()
                            .map(near -> Map.of("item", near.file().toString(), "distance", near.distance()))
                            .toList());
            return document;
        }
    }

    private NeighbourSearch(ExportedModel model, Path data, Device device, SkippedPictures skipped, Console console) {
        this.model = model;
        this.data = data;
        this.device = device;
        view = PictureView.of(model, UnaryOperator.identity());
        model.layer().to(device);
        embedding = Embedding.of(model.layer(), model.preprocessing().inputShape());
        List<Path> listed = Label.nothing().list(data).entries().stream()
                .map(PictureListing.Entry::file)
                .filter(file -> !wrote(file))
                .toList();
        List<float[]> rows = new ArrayList<>();
        try (Progress progress = Progress.of(console, "reading pictures:", listed.size())) {
            List<Array> batch = new ArrayList<>();
            for (Path file : listed) {
                try {
                    batch.add(view.read(PictureFile.read(file)));
                    files.add(file);
                } catch (InputException e) {
                    skipped.add(e);
                }
                if (batch.size() == BATCH) {
                    rows.addAll(embedded(batch));
                    batch.clear();
                }
                progress.step();
            }
            if (!batch.isEmpty()) {
                rows.addAll(embedded(batch));
            }
        }
        skipped.checkSomeLeft(listed.size());
        neighbours = Neighbours.of(rows);
    }

    /**
     * Looks at all pictures of a folder, however deep, with a model, which this does not close.
     *
     * @param skipped takes what cannot be read
     * @throws InputException when the model tells no classes of pictures, or there are no pictures that can be read
     */
    static NeighbourSearch of(ExportedModel model, Path data, Device device, SkippedPictures skipped, Console console) {
        ClassTask.require(model);
        try {
            return new NeighbourSearch(model, data, device, skipped, console);
        } catch (InputException e) {
            throw e;
        } catch (VivaceException e) {
            throw new InputException("The model does not run: " + e.getMessage(), e);
        }
    }

    private List<float[]> embedded(List<Array> raw) {
        try (Scope scope = Scope.open()) {
            return embedding.of(model.preprocessing().apply(raw, device));
        }
    }

    /**
     * The pictures nearest to one, without itself.
     *
     * @param count how many; fewer come when there are fewer
     * @throws InputException when the file cannot be read; it names it
     */
    Found of(Path picture, int count) {
        Path own = picture.toAbsolutePath().normalize();
        float[] direction =
                embedded(List.of(view.read(PictureFile.read(picture)))).get(0);
        List<Near> nearest = neighbours.nearest(direction, count + 1).stream()
                .map(near -> new Near(files.get(near.item()), near.distance()))
                .filter(near -> !near.file().toAbsolutePath().normalize().equals(own))
                .limit(count)
                .toList();
        return new Found(picture, nearest);
    }

    /** How many pictures were looked at. */
    int size() {
        return files.size();
    }

    /** The picture as the model sees it, and then those nearest to it. */
    Chart sheet(Found found) {
        PictureGrid.Builder grid = PictureGrid.of(
                        "Most similar to " + found.picture().getFileName() + " in " + DataSettings.name(data))
                .columns(COLUMNS)
                .picture(
                        Pixels.picture(
                                view.read(PictureFile.read(found.picture())),
                                view.input().scale()),
                        "itself");
        for (Near near : found.nearest()) {
            grid.picture(
                    Pixels.picture(
                            view.read(PictureFile.read(near.file())),
                            view.input().scale()),
                    String.format(Locale.ROOT, "distance %.3f", near.distance()),
                    DataSettings.shorten(data, near.file().toString()));
        }
        return grid.build();
    }

    /** Where a picture's sheet is written. */
    static String name(Path picture) {
        return DrawingFolder.stem(picture) + ENDING;
    }

    /** Whether a file is called as a sheet is. */
    static boolean wrote(Path file) {
        return file.toString().endsWith(ENDING);
    }
}
