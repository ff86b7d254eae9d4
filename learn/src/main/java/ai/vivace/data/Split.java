package ai.vivace.data;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which items a model learns from and which it is judged by. Both parts keep the source's order, and neither is empty.
 * Random splits depend on the seed and the number of items only; unlike fastai's they leave every other random stream alone.
 */
public sealed interface Split {
    /**
     * Splits a source.
     *
     * @throws InputException when a part would be empty, or the split does not fit the source
     */
    Parts apply(Source source);

    /** Validates on a share drawn at random, {@code ⌊n · fraction⌋} items; 0.2 is a good share. */
    static Split random(double fraction, long seed) {
        return new Random(fraction, seed);
    }

    /** As {@link #random}, with each class's share kept within one item. */
    static Split stratified(double fraction, long seed) {
        return new Stratified(fraction, seed);
    }

    /** Validates on the items of the given numbers. */
    static Split indices(int... validation) {
        return new Indices(Arrays.stream(validation).boxed().toList());
    }

    /** Validates on the items whose flag is set; one flag for each item, such as a table's column. */
    static Split flags(boolean... validation) {
        BitSet chosen = new BitSet();
        for (int i = 0; i < validation.length; i++) {
            chosen.set(i, validation[i]);
        }
        return new Flags(validation.length, chosen);
    }

    /** Sorts by {@link Source#group}, such as the folders "train" and "valid"; items of other groups are left out. */
    static Split byGroup(String training, String validation) {
        return new Groups(training, validation);
    }

    /**
     * The two parts of a source.
     *
     * @param training what is learned from
     * @param validation what the model is judged by
     */
    record Parts(Subset training, Subset validation) {}

    /** See {@link Split#random}. */
    record Random(double fraction, long seed) implements Split {
        public Random {
            checkFraction(fraction);
        }

        @Override
        public Parts apply(Source source) {
            int count = (int) Math.floor(source.size() * fraction);
            int[] order = Rng.of(seed).split("split").permutation(source.size());
            BitSet chosen = new BitSet();
            for (int i = 0; i < count; i++) {
                chosen.set(order[i]);
            }
            return parts(source, this, chosen::get);
        }
    }

    /** See {@link Split#stratified}. */
    record Stratified(double fraction, long seed) implements Split {
        public Stratified {
            checkFraction(fraction);
        }

        @Override
        public Parts apply(Source source) {
            Map<Integer, List<Integer>> classes = new TreeMap<>();
            for (int i = 0; i < source.size(); i++) {
                int index = i;
                InputException.require(
                        source.classOf(i) >= 0,
                        () -> "A stratified split needs a class for each item, but " + source.describe(index)
                                + " has none. Use Split.random.");
                classes.computeIfAbsent(source.classOf(i), c -> new ArrayList<>())
                        .add(i);
            }
            Rng rng = Rng.of(seed).split("split");
            BitSet chosen = new BitSet();
            shares(classes, source.size()).forEach((number, count) -> {
                List<Integer> members = classes.getOrDefault(number, List.of());
                int[] order = rng.split(number).permutation(members.size());
                for (int i = 0; i < count; i++) {
                    chosen.set(members.get(order[i]));
                }
            });
            return parts(source, this, chosen::get);
        }

        /** Each class's whole items first, then one more to the classes with the largest remainders. */
        private Map<Integer, Integer> shares(Map<Integer, List<Integer>> classes, int size) {
            Map<Integer, Integer> counts = new TreeMap<>();
            classes.forEach((number, members) -> counts.put(number, (int) Math.floor(members.size() * fraction)));
            int left = (int) Math.floor(size * fraction)
                    - counts.values().stream().mapToInt(Integer::intValue).sum();
            classes.entrySet().stream()
                    .sorted(Comparator.comparingDouble(
                            entry -> -(entry.getValue().size() * fraction % 1)))
                    .limit(Math.max(0, left))
                    .forEach(entry -> counts.merge(entry.getKey(), 1, Integer::sum));
            return counts;
        }
    }

    /** See {@link Split#indices}. */
    record Indices(List<Integer> validation) implements Split {
        public Indices {
            validation = List.copyOf(validation);
        }

        @Override
        public Parts apply(Source source) {
            BitSet chosen = new BitSet();
            for (int index : validation) {
                InputException.require(
                        index >= 0 && index < source.size(),
                        () -> "The split names item " + index + ", but there are " + source.size() + " items.");
                chosen.set(index);
            }
            return parts(source, this, chosen::get);
        }

        @Override
        public String toString() {
            return "Indices[" + validation.size() + " for validation]";
        }
    }

    /** See {@link Split#flags}. */
    record Flags(int items, BitSet validation) implements Split {
        public Flags {
            validation = (BitSet) validation.clone();
        }

        @Override
        public Parts apply(Source source) {
            InputException.require(
                    items == source.size(),
                    () -> "The split has " + items + " flags, but there are " + source.size() + " items.");
            return parts(source, this, validation::get);
        }

        @Override
        public String toString() {
            return "Flags[" + validation.cardinality() + " of " + items + " for validation]";
        }
    }

    /** See {@link Split#byGroup}. */
    record Groups(String training, String validation) implements Split {
        public Groups {
            String given = training;
            InputException.require(
                    !training.equals(validation),
                    () -> "Training and validation need two groups, but both are \"" + given + "\".");
        }

        @Override
        public Parts apply(Source source) {
            int[] first = members(source, training);
            int[] second = members(source, validation);
            InputException.require(first.length > 0 && second.length > 0, () -> {
                TreeSet<String> known = new TreeSet<>();
                IntStream.range(0, source.size()).forEach(i -> known.add(source.group(i)));
                return "The split needs items in the groups \"" + training + "\" and \"" + validation
                        + "\", but the groups here are " + known + ".";
            });
            return new Parts(Subset.of(source, first), Subset.of(source, second));
        }

        private static int[] members(Source source, String group) {
            return IntStream.range(0, source.size())
                    .filter(i -> source.group(i).equals(group))
                    .toArray();
        }
    }

    private static void checkFraction(double fraction) {
        InputException.require(
                fraction > 0 && fraction < 1,
                () -> "The validation share must be between 0 and 1, such as 0.2, but is " + fraction + ".");
    }

    private static Parts parts(Source source, Split split, IntPredicate inValidation) {
        IntStream all = IntStream.range(0, source.size());
        int[] validation = all.filter(inValidation).toArray();
        int[] training =
                IntStream.range(0, source.size()).filter(inValidation.negate()).toArray();
        InputException.require(
                validation.length > 0 && training.length > 0,
                () -> "Both parts need items, but " + split + " of " + source.size() + " items leaves "
                        + training.length + " for training and " + validation.length
                        + " for validation. Give more items, or choose another share.");
        return new Parts(Subset.of(source, training), Subset.of(source, validation));
    }
}
