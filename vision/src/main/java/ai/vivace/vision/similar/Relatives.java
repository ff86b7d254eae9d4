package ai.vivace.vision.similar;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.Item;
import ai.vivace.data.Source;
import ai.vivace.data.SourceView;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Pairs or triplets of pictures of a classification, of which those of one class belong together. There is one for each picture, which
 * stands first; its companions are drawn, always the same for one seed.
 *
 * <p>Inputs are [pictures, channels, height, width]; targets of pairs are 1 for those that belong together, which are about half, and 0
 * for others, of triplets 1.
 */
public final class Relatives implements SourceView {
    private final Source pictures;
    private final long seed;
    private final int members;
    private final Map<Integer, List<Integer>> classes;

    private Relatives(Source pictures, long seed, int members) {
        this.pictures = pictures;
        this.seed = seed;
        this.members = members;
        classes = new TreeMap<>();
        for (int i = 0; i < pictures.size(); i++) {
            int number = pictures.classOf(i);
            int place = i;
            InputException.require(
                    number >= 0,
                    () -> "Pictures that belong together are those of one class, but " + pictures.describe(place)
                            + " has none. Give pictures of a classification.");
            classes.computeIfAbsent(number, key -> new ArrayList<>()).add(i);
        }
        InputException.require(
                classes.size() >= 2,
                () -> "Pictures that do not belong together need two classes, but there is only " + classes.keySet()
                        + ".");
    }

    /** Pairs, of which about half belong together. */
    public static Relatives pairs(Source pictures, long seed) {
        return new Relatives(pictures, seed, 2);
    }

    /** Triplets: a picture, one of its class and one of another. */
    public static Relatives triplets(Source pictures, long seed) {
        return new Relatives(pictures, seed, 3);
    }

    @Override
    public Source source() {
        return pictures;
    }

    @Override
    public Item item(int index) {
        Rng rng = Rng.of(seed).split("relatives").split(index);
        List<Integer> own = Objects.requireNonNull(classes.get(pictures.classOf(index)));
        int relative = another(index, own, rng);
        int stranger = stranger(index, rng);
        boolean related = members == 3 || rng.nextInt(2) == 0;
        List<Array> chosen = new ArrayList<>();
        chosen.add(pictures.item(index).input());
        chosen.add(pictures.item(related ? relative : stranger).input());
        if (members == 3) {
            chosen.add(pictures.item(stranger).input());
        }
        return new Item(stacked(chosen), Array.label(related ? 1 : 0));
    }

    /** Another picture of the same class, all of them as likely; where there is none the picture itself. */
    private static int another(int index, List<Integer> own, Rng rng) {
        if (own.size() == 1) {
            return index;
        }
        int drawn = own.get(rng.nextInt(own.size() - 1));
        return drawn == index ? own.get(own.size() - 1) : drawn;
    }

    /** A picture of another class, all of them as likely. */
    private int stranger(int index, Rng rng) {
        int number = pictures.classOf(index);
        int left = rng.nextInt(
                pictures.size() - Objects.requireNonNull(classes.get(number)).size());
        for (Map.Entry<Integer, List<Integer>> other : classes.entrySet()) {
            if (other.getKey() != number) {
                if (left < other.getValue().size()) {
                    return other.getValue().get(left);
                }
                left -= other.getValue().size();
            }
        }
        throw new IllegalStateException("There are fewer pictures of other classes than counted.");
    }

    private Array stacked(List<Array> chosen) {
        Shape shape = inputShape();
        int size = Math.toIntExact(pictures.inputShape().elements());
        if (chosen.get(0) instanceof Array.Bytes) {
            byte[] all = new byte[size * members];
            for (int i = 0; i < members; i++) {
                System.arraycopy(((Array.Bytes) chosen.get(i)).values(), 0, all, i * size, size);
            }
            return new Array.Bytes(shape, all);
        }
        if (chosen.get(0) instanceof Array.Floats) {
            float[] all = new float[size * members];
            for (int i = 0; i < members; i++) {
                System.arraycopy(((Array.Floats) chosen.get(i)).values(), 0, all, i * size, size);
            }
            return new Array.Floats(shape, all);
        }
        throw new InputException("Pictures are bytes or float32 numbers, but came "
                + chosen.get(0).dtype() + ".");
    }

    @Override
    public String describe(int index) {
        return pictures.describe(index) + " with others";
    }

    @Override
    public Task task() {
        return new Task.Regression(1);
    }

    @Override
    public Shape inputShape() {
        return pictures.inputShape().prepend(members);
    }

    @Override
    public int classOf(int index) {
        return -1;
    }
}
