package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.data.Loader;
import ai.vivace.learn.Learner;
import ai.vivace.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which pictures a network takes for similar: those whose embeddings, what one of its layers makes of them, point the same way. */
public final class Neighbours {
    /** No item's number. */
    private static final int NONE = -1;

    private final List<float[]> directions;
    private final List<Integer> items;

    private Neighbours(List<float[]> embeddings, List<Integer> items) {
        directions = embeddings.stream().map(Neighbours::direction).toList();
        this.items = List.copyOf(items);
    }

    /**
     * A similar picture.
     *
     * @param item its number in the data set
     * @param similarity the cosine of the angle between both embeddings, from -1 to 1
     */
    public record Neighbour(int item, double similarity) {
        /** 1 less the similarity: 0 for the same direction, 2 for opposite ones. */
        public double distance() {
            return 1 - similarity;
        }
    }

    /**
     * Of given embeddings.
     *
     * @param embeddings one for each item, all of one length; the items are numbered from 0
     */
    public static Neighbours of(List<float[]> embeddings) {
        InputException.require(
                !embeddings.isEmpty() && embeddings.stream().allMatch(row -> row.length == embeddings.get(0).length),
                () -> "Embeddings must be there and have one length.");
        return new Neighbours(
                embeddings, IntStream.range(0, embeddings.size()).boxed().toList());
    }

    /**
     * Of a learner's model on data.
     *
     * @param loader whose items are compared
     * @param path of the layer whose output is the embedding, as in {@code "body"}; maps are averaged over their places
     * @throws InputException when there is no such layer; it suggests the nearest
     */
    public static Neighbours of(Learner learner, Loader loader, String path) {
        Map<String, UnaryLayer> layers = new TreeMap<>();
        learner.model().walk((place, layer) -> {
            if (layer instanceof UnaryLayer unary && !place.isEmpty()) {
                layers.put(place, unary);
            }
        });
        UnaryLayer layer = layers.get(path);
        if (layer == null) {
            throw new InputException(Spelling.unknown("layer", path, layers.keySet()));
        }
        List<float[]> rows = new ArrayList<>();
        List<Integer> items = new ArrayList<>();
        try (UnaryLayer.Observation observation =
                layer.observe((seen, input, output) -> rows.addAll(Embedding.rows(output)))) {
            learner.forEachOutput(loader, (batch, output) -> {
                for (int item : batch.indices()) {
                    items.add(item);
                }
            });
        }
        return new Neighbours(rows, items);
    }

    private static float[] direction(float[] embedding) {
        double squares = 0;
        for (float value : embedding) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        float[] direction = new float[embedding.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (length == 0 ? 0 : embedding[i] / length);
        }
        return direction;
    }

    /**
     * The items nearest to one of them, nearest first, without itself.
     *
     * @param item its number in the data set
     * @param count how many, at least 1; fewer come when there are fewer items
     * @throws InputException when the item is not among those compared
     */
    public List<Neighbour> nearest(int item, int count) {
        requireSome(count);
        int row = items.indexOf(item);
        InputException.require(row >= 0, () -> "Item " + item + " is not among the " + items.size() + " compared.");
        return nearest(directions.get(row), count, item);
    }

    /**
     * The items nearest to a picture that is not among them, nearest first.
     *
     * @param embedding the picture's, as long as the items'
     * @param count how many, at least 1; fewer come when there are fewer items
     * @throws InputException when the embedding has another length
     */
    public List<Neighbour> nearest(float[] embedding, int count) {
        requireSome(count);
        InputException.require(
                embedding.length == directions.get(0).length,
                () -> "The items' embeddings have " + directions.get(0).length + " numbers, but this one has "
                        + embedding.length + ".");
        return nearest(direction(embedding), count, NONE);
    }

    private static void requireSome(int count) {
        InputException.require(count >= 1, () -> "At least one neighbour must be asked for, but came " + count + ".");
    }

    private List<Neighbour> nearest(float[] direction, int count, int left) {
        return IntStream.range(0, items.size())
                .filter(row -> items.get(row) != left)
                .mapToObj(row -> new Neighbour(items.get(row), cosine(direction, directions.get(row))))
                .sorted(Comparator.comparingDouble((Neighbour neighbour) -> -neighbour.similarity())
                        .thenComparing(Neighbour::item))
                .limit(count)
                .toList();
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
