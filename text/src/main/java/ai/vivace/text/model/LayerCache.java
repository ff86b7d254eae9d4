package ai.vivace.text.model;

import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The keys and values of one layer for the tokens so far, with room for more. Holds native memory outside of every scope. */
final class LayerCache implements AutoCloseable {
    private static final long FIRST_ROOM = 64;

    private @Nullable Tensor keys;
    private @Nullable Tensor values;
    private @Nullable Tensor crossKeys;
    private @Nullable Tensor crossValues;
    private long length;

    /** Keys and values of all tokens. */
    record Both(Tensor keys, Tensor values) {}

    /** Adds those of new tokens, [N, heads, T, width], and gives all. */
    Both append(Tensor newKeys, Tensor newValues) {
        long added = newKeys.size(2);
        keys = placed(keys, newKeys, added);
        values = placed(values, newValues, added);
        length += added;
        return new Both(keys.narrow(2, 0, length), values.narrow(2, 0, length));
    }

    private Tensor placed(@Nullable Tensor store, Tensor added, long count) {
        Tensor room = store;
        long capacity = room == null ? 0 : room.size(2);
        if (room == null || capacity < length + count) {
            long[] sizes = added.shape().toArray();
            sizes[2] = Math.max(Math.max(FIRST_ROOM, 2 * capacity), length + count);
            Tensor larger = Tensor.empty(Shape.of(sizes), added.dtype())
                    .to(added.device())
                    .retain();
            if (room != null) {
                try (Scope scope = Scope.open()) {
                    larger.narrow(2, 0, length).copyFrom(room.narrow(2, 0, length));
                }
                room.close();
            }
            room = larger;
        }
        try (Scope scope = Scope.open()) {
            room.narrow(2, length, count).copyFrom(added);
        }
        return room;
    }

    /** Keys and values of an encoder, once they are there. */
    @Nullable
    Both cross() {
        return crossKeys == null || crossValues == null ? null : new Both(crossKeys, crossValues);
    }

    Both cross(Tensor newKeys, Tensor newValues) {
        crossKeys = newKeys.contiguous().retain();
        crossValues = newValues.contiguous().retain();
        return new Both(crossKeys, crossValues);
    }

    /** Goes on with some of the texts, in another order or repeated. */
    void select(Tensor rows) {
        keys = selected(keys, rows);
        values = selected(values, rows);
        crossKeys = selected(crossKeys, rows);
        crossValues = selected(crossValues, rows);
    }

    private static @Nullable Tensor selected(@Nullable Tensor store, Tensor rows) {
        if (store == null) {
            return null;
        }
        Tensor chosen = store.indexSelect(0, rows).retain();
        store.close();
        return chosen;
    }

    @Override
    public void close() {
        for (Tensor store : new Tensor[] {keys, values, crossKeys, crossValues}) {
            if (store != null) {
                store.close();
            }
        }
    }
}
