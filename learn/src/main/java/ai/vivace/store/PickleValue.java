package ai.vivace.store;

import ai.vivace.tensor.DType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle of PyTorch's can hold that texts, numbers, truth values and lists cannot say. */
sealed interface PickleValue {
    /** Python's None. */
    enum None implements PickleValue {
        NONE
    }

    /** Where a list of arguments or entries starts on the stack. */
    enum Mark implements PickleValue {
        MARK
    }

    /** The names of Python objects that are understood. None is ever run. */
    enum Known implements PickleValue {
        ORDERED_DICT,
        REBUILD_TENSOR,
        REBUILD_TENSOR_V2,
        REBUILD_PARAMETER
    }

    /** A type of stored numbers. */
    record StorageType(DType dtype) implements PickleValue {}

    /** A dictionary, filled as the pickle is read. */
    record Dictionary(Map<Object, Object> entries) implements PickleValue {
        static Dictionary empty() {
            return new Dictionary(new LinkedHashMap<>());
        }

        /** The entries whose keys are texts. */
        Map<String, Object> byName() {
            Map<String, Object> named = new LinkedHashMap<>();
            entries.forEach((key, value) -> {
                if (key instanceof String name) {
                    named.put(name, value);
                }
            });
            return Collections.unmodifiableMap(named);
        }
    }

    /** Arguments and sizes; never changes. */
    record Tuple(List<Object> items) implements PickleValue {}

    /** A list, filled as the pickle is read. */
    record Items(List<Object> items) implements PickleValue {}

    /**
     * A run of numbers in the file.
     *
     * @param key its name in the file
     * @param elements how many numbers
     * @param start where in the storage of that name this one starts, in elements; not 0 only in old files
     */
    record Storage(String key, DType dtype, long elements, long start) implements PickleValue {}

    /**
     * A tensor as steps through a storage.
     *
     * @param offset of the first element
     */
    record StoredTensor(Storage storage, long offset, List<Long> sizes, List<Long> steps) implements PickleValue {
        public StoredTensor {
            sizes = List.copyOf(sizes);
            steps = List.copyOf(steps);
        }
    }
}
