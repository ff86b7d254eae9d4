package ai.vivace.store;

import ai.vivace.store.PickleValue.Dictionary;
import ai.vivace.store.PickleValue.Items;
import ai.vivace.store.PickleValue.Known;
import ai.vivace.store.PickleValue.Mark;
import ai.vivace.store.PickleValue.None;
import ai.vivace.store.PickleValue.Storage;
import ai.vivace.store.PickleValue.StorageType;
import ai.vivace.store.PickleValue.StoredTensor;
import ai.vivace.store.PickleValue.Tuple;
import ai.vivace.tensor.DType;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads Python's pickles as far as PyTorch's files of weights need: plain values, dictionaries, lists and descriptions of tensors. A
 * pickle is a program for a machine with a stack; this one knows no instruction that could run anything, and refuses all names but
 * those of {@link Known} and the storages.
 */
final class Pickle {
    /** Far above those of a file with a hundred thousand tensors; each adds at most a small object. */
    private static final int MOST_INSTRUCTIONS = 5_000_000;

    private static final int HIGHEST_PROTOCOL = 5;

    /** The engine's own limit. */
    private static final int HIGHEST_RANK = 64;

    private static final Map<String, Object> NAMES = Map.ofEntries(
            Map.entry("collections OrderedDict", Known.ORDERED_DICT),
            Map.entry("torch._utils _rebuild_tensor", Known.REBUILD_TENSOR),
            Map.entry("torch._utils _rebuild_tensor_v2", Known.REBUILD_TENSOR_V2),
            Map.entry("torch._utils _rebuild_parameter", Known.REBUILD_PARAMETER),
            Map.entry("torch FloatStorage", new StorageType(DType.FLOAT32)),
            Map.entry("torch DoubleStorage", new StorageType(DType.FLOAT64)),
            Map.entry("torch HalfStorage", new StorageType(DType.FLOAT16)),
            Map.entry("torch BFloat16Storage", new StorageType(DType.BFLOAT16)),
            Map.entry("torch LongStorage", new StorageType(DType.INT64)),
            Map.entry("torch IntStorage", new StorageType(DType.INT32)),
            Map.entry("torch ShortStorage", new StorageType(DType.INT16)),
            Map.entry("torch CharStorage", new StorageType(DType.INT8)),
            Map.entry("torch ByteStorage", new StorageType(DType.UINT8)),
            Map.entry("torch BoolStorage", new StorageType(DType.BOOL)));

    private final PickleInput in;
    private final Consumer<Storage> storages;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private Pickle(PickleInput in, Consumer<Storage> storages) {
        this.in = in;
        this.storages = storages;
    }

    /**
     * The value of the pickle that comes next; reading ends behind it.
     *
     * @param storages is told of each storage that the pickle refers to
     * @throws ai.vivace.base.InputException when it is damaged or needs more than plain values and tensors
     */
    static Object read(PickleInput in, Consumer<Storage> storages) throws IOException {
        return new Pickle(in, storages).run();
    }

    private Object run() throws IOException {
        for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
            int instruction = in.unsignedByte();
            if (instruction == '.') {
                Object value = pop();
                if (!stack.isEmpty()) {
                    throw in.damaged("something is left after its value");
                }
                return value;
            }
            step(instruction);
        }
        throw in.damaged("its description has more than " + MOST_INSTRUCTIONS + " instructions");
    }

    private void step(int instruction) throws IOException {
        switch (instruction) {
            case 0x80 -> protocol();
            case 0x95 -> in.whole(Long.BYTES);
            case '(' -> stack.add(Mark.MARK);
            case '0' -> pop();
            case 'N' -> stack.add(None.NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'J' -> stack.add((long) (int) in.whole(Integer.BYTES));
            case 'K' -> stack.add(in.whole(1));
            case 'M' -> stack.add(in.whole(Short.BYTES));
            case 0x8a -> stack.add(in.bigWhole(in.whole(1)));
            case 'G' -> stack.add(in.floating());
            case 'X', 'T' -> stack.add(in.text(in.whole(Integer.BYTES)));
            case 0x8c, 'U' -> stack.add(in.text(in.whole(1)));
            case '}' -> stack.add(Dictionary.empty());
            case ']' -> stack.add(new Items(new ArrayList<>()));
            case ')' -> stack.add(new Tuple(List.of()));
            case 't' -> stack.add(tuple(sinceMark()));
            case 0x85 -> stack.add(tuple(last(1)));
            case 0x86 -> stack.add(tuple(last(2)));
            case 0x87 -> stack.add(tuple(last(3)));
            case 'a' -> append(last(1));
            case 'e' -> append(sinceMark());
            case 's' -> put(last(2));
            case 'u' -> put(sinceMark());
            case 'q' -> memo.put(in.whole(1), top());
            case 'r' -> memo.put(in.whole(Integer.BYTES), top());
            case 0x94 -> memo.put((long) memo.size(), top());
            case 'h' -> stack.add(remembered(in.whole(1)));
            case 'j' -> stack.add(remembered(in.whole(Integer.BYTES)));
            case 'c' -> stack.add(named(in.line(), in.line()));
            case 0x93 -> {
                List<Object> names = last(2);
                stack.add(named(text(names.get(0)), text(names.get(1))));
            }
            case 'Q' -> {
                Storage storage = storage(pop());
                storages.accept(storage);
                stack.add(storage);
            }
            case 'R' -> {
                List<Object> call = last(2);
                stack.add(made(call.get(0), call.get(1)));
            }
            case 'b' -> {
                // What follows an OrderedDict are versions of layers; its entries are there already.
                if (!(last(2).get(0) instanceof Dictionary dictionary)) {
                    throw in.refused("an object of a class");
                }
                stack.add(dictionary);
            }
            default ->
                throw in.refused("a pickle with instruction " + Integer.toHexString(instruction)
                        + " (hexadecimal), which plain weights do not need");
        }
    }

    private void protocol() throws IOException {
        int version = in.unsignedByte();
        if (version > HIGHEST_PROTOCOL) {
            throw in.damaged("its pickle has protocol " + version + ", and at most " + HIGHEST_PROTOCOL + " is known");
        }
    }

    // ---- the stack

    private Object top() {
        if (stack.isEmpty()) {
            throw in.damaged("its description takes a value that is not there");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        Object value = top();
        stack.remove(stack.size() - 1);
        return value;
    }

    private List<Object> last(int count) {
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(pop());
        }
        Collections.reverse(values);
        return values;
    }

    private List<Object> sinceMark() {
        List<Object> values = new ArrayList<>();
        for (Object value = pop(); value != Mark.MARK; value = pop()) {
            values.add(value);
        }
        Collections.reverse(values);
        return values;
    }

    private Tuple tuple(List<Object> items) {
        return new Tuple(Collections.unmodifiableList(items));
    }

    private void append(List<Object> values) {
        if (!(top() instanceof Items list)) {
            throw in.damaged("it adds to something that is no list");
        }
        list.items().addAll(values);
    }

    private void put(List<Object> keysAndValues) {
        if (!(top() instanceof Dictionary dictionary) || keysAndValues.size() % 2 != 0) {
            throw in.damaged("it puts entries into something that is no dictionary");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            if (!(key instanceof String || key instanceof Long || key instanceof Boolean || key instanceof Double)) {
                throw in.damaged("a key of a dictionary in it is neither a text nor a number");
            }
            dictionary.entries().put(key, keysAndValues.get(i + 1));
        }
    }

    private Object remembered(long number) {
        Object value = memo.get(number);
        if (value == null) {
            throw in.damaged("it refers to value " + number + ", which it has not given");
        }
        return value;
    }

    // ---- what PyTorch means

    private Object named(String module, String name) {
        Object known = NAMES.get(module + " " + name);
        if (known == null) {
            throw in.refused("a Python object \"" + module + "." + name + "\"");
        }
        return known;
    }

    /** ("storage", type, key, device, elements) and, in old files, None or (key, start, elements) of a part. */
    private Storage storage(Object reference) {
        if (!(reference instanceof Tuple tuple)
                || tuple.items().size() < 5
                || !"storage".equals(tuple.items().get(0))
                || !(tuple.items().get(1) instanceof StorageType type)) {
            throw in.damaged("a reference in it is not that of a storage");
        }
        List<Object> items = tuple.items();
        String key = text(items.get(2));
        long elements = whole(items.get(4));
        if (items.size() > 5
                && items.get(5) instanceof Tuple part
                && part.items().size() == 3) {
            return new Storage(
                    key,
                    type.dtype(),
                    whole(part.items().get(2)),
                    whole(part.items().get(1)));
        }
        return new Storage(key, type.dtype(), elements, 0);
    }

    private Object made(Object what, Object arguments) {
        if (!(what instanceof Known known) || !(arguments instanceof Tuple tuple)) {
            throw in.refused("a call of something that is no known function");
        }
        List<Object> given = tuple.items();
        return switch (known) {
            case ORDERED_DICT -> dictionary(given);
            case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> tensor(given);
            case REBUILD_PARAMETER -> {
                if (given.isEmpty() || !(given.get(0) instanceof StoredTensor tensor)) {
                    throw in.damaged("a parameter in it has no tensor");
                }
                yield tensor;
            }
        };
    }

    /** Empty, or as Python 2 wrote it: of a list of pairs. */
    private Dictionary dictionary(List<Object> given) {
        Dictionary dictionary = Dictionary.empty();
        if (given.size() == 1 && given.get(0) instanceof Items pairs) {
            stack.add(dictionary);
            for (Object pair : pairs.items()) {
                put(items(pair));
            }
            pop();
        } else if (!given.isEmpty()) {
            throw in.damaged("a dictionary in it is made of something else than pairs");
        }
        return dictionary;
    }

    private List<Object> items(Object value) {
        if (value instanceof Items list) {
            return list.items();
        }
        if (value instanceof Tuple tuple) {
            return tuple.items();
        }
        throw in.damaged("it has a " + kind(value) + " where a list should be");
    }

    private StoredTensor tensor(List<Object> given) {
        if (given.size() < 4 || !(given.get(0) instanceof Storage storage)) {
            throw in.damaged("a tensor in it lacks its storage, offset, sizes or steps");
        }
        return new StoredTensor(storage, whole(given.get(1)), wholes(given.get(2)), wholes(given.get(3)));
    }

    private List<Long> wholes(Object value) {
        List<Object> items = items(value);
        if (items.size() > HIGHEST_RANK) {
            throw in.damaged("a tensor in it has " + items.size() + " dimensions");
        }
        List<Long> wholes = new ArrayList<>();
        for (Object item : items) {
            wholes.add(whole(item));
        }
        return wholes;
    }

    private long whole(Object value) {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw in.damaged("it has a " + kind(value) + " where a whole number of 0 or more should be");
    }

    private String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw in.damaged("it has a " + kind(value) + " where a text should be");
    }

    /** In a word; never the value itself, which may be endless. */
    private static String kind(Object value) {
        return value instanceof Number number
                ? number instanceof BigInteger ? "huge number" : "number " + number
                : value.getClass().getSimpleName();
    }
}
