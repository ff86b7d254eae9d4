package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.store.PickleValue.Dictionary;
import ai.vivace.store.PickleValue.Storage;
import ai.vivace.store.PickleValue.StoredTensor;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state dictionary of a file that {@code torch.save} wrote: a zip archive since PyTorch 1.6, a row of pickles before. Nothing
 * in the file is run, see {@link Pickle}; reading takes little more memory than the file has bytes.
 */
final class PyTorchFile {
    /** The longest description of what is in a file, in bytes; that of a thousand layers has half a million. */
    private static final long LONGEST_PICKLE = 64L << 20;

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final String PICKLE = "data.pkl";

    /** Under which of its names a checkpoint has the state, if it is not the state itself. */
    private static final List<String> WRAPPERS =
            List.of("state_dict", "model_state_dict", "model", "net", "weights", "module");

    private final Path file;
    private final long fileBytes;

    private PyTorchFile(Path file, long fileBytes) {
        this.file = file;
        this.fileBytes = fileBytes;
    }

    /** The tensors by name, in the order of the file, as views of what is stored; they belong to the scope that is open. */
    static Map<String, Tensor> readZip(Path file) throws IOException {
        PyTorchFile reader = new PyTorchFile(file, Files.size(file));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return reader.read(zip);
        } catch (IllegalArgumentException e) {
            throw reader.damaged("a name in its archive is not UTF-8");
        }
    }

    /** As {@link #readZip}, of a file in the format from before PyTorch 1.6. */
    static Map<String, Tensor> readLegacy(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new PyTorchFile(file, channel.size()).read(channel);
        }
    }

    // ---- zip archives

    private Map<String, Tensor> read(ZipFile zip) throws IOException {
        ZipEntry description = null;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (name.equals(PICKLE) || (name.endsWith("/" + PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))) {
                description = entry;
            }
        }
        if (description == null) {
            throw damaged("it is a zip archive without " + PICKLE);
        }
        String name = description.getName();
        String folder = name.substring(0, name.length() - PICKLE.length());
        requireLittleEndian(zip, zip.getEntry(folder + "byteorder"));
        Map<String, StoredTensor> state;
        try (InputStream in = new BufferedInputStream(stored(zip, description))) {
            state = state(Pickle.read(new PickleInput(file.toString(), in, LONGEST_PICKLE), storage -> {}));
        }
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> storages = new HashMap<>();
            long total = 0;
            for (StoredTensor tensor : state.values()) {
                Storage storage = tensor.storage();
                if (!storages.containsKey(storage.key())) {
                    total = Math.addExact(total, bytes(storage));
                    if (total > fileBytes) {
                        throw damaged("its storages overlap");
                    }
                    storages.put(storage.key(), storage(zip, zip.getEntry(folder + "data/" + storage.key()), storage));
                }
            }
            return views(state, storages, scope);
        }
    }

    private InputStream stored(ZipFile zip, ZipEntry entry) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED) {
            throw damaged("\"" + entry.getName() + "\" in its archive is compressed, which PyTorch never does");
        }
        return zip.getInputStream(entry);
    }

    private void requireLittleEndian(ZipFile zip, @Nullable ZipEntry order) throws IOException {
        if (order != null) {
            try (InputStream in = stored(zip, order)) {
                String said = new String(in.readNBytes(16), StandardCharsets.UTF_8);
                if (!said.equals("little")) {
                    throw new InputException(file + " has numbers in byte order \"" + said.replaceAll("\\W", "?")
                            + "\"; only little-endian ones are read.");
                }
            }
        }
    }

    private Tensor storage(ZipFile zip, @Nullable ZipEntry entry, Storage storage) throws IOException {
        long wanted = bytes(storage);
        if (wanted == 0) {
            return Tensor.empty(Shape.of(0), storage.dtype());
        }
        if (entry == null || entry.getSize() != wanted || wanted > Integer.MAX_VALUE - 8) {
            throw damaged("its storage \"" + storage.key() + "\" should have " + wanted + " bytes, but has "
                    + (entry == null ? "none" : entry.getSize()));
        }
        try (InputStream in = stored(zip, entry)) {
            byte[] content = in.readNBytes((int) wanted);
            if (content.length != wanted) {
                throw damaged("its storage \"" + storage.key() + "\" ends early");
            }
            return truths(
                    storage, Tensor.ofRaw(ByteBuffer.wrap(content), Shape.of(storage.elements()), rawType(storage)));
        }
    }

    // ---- the format before

    private Map<String, Tensor> read(FileChannel channel) throws IOException {
        PickleInput in = new PickleInput(
                file.toString(),
                new BufferedInputStream(Channels.newInputStream(channel)),
                Math.min(fileBytes, LONGEST_PICKLE));
        if (!MAGIC.equals(Pickle.read(in, storage -> {}))) {
            throw damaged("it is a pickle, but PyTorch did not write it");
        }
        Pickle.read(in, storage -> {});
        Pickle.read(in, storage -> {});
        Map<String, Storage> described = new HashMap<>();
        Map<String, StoredTensor> state =
                state(Pickle.read(in, storage -> described.putIfAbsent(storage.key(), storage)));
        if (!(Pickle.read(in, storage -> {}) instanceof PickleValue.Items keys)) {
            throw damaged("it has no list of its storages");
        }
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> storages = new HashMap<>();
            long position = in.position();
            for (Object key : keys.items()) {
                Storage storage = key instanceof String name ? described.get(name) : null;
                if (storage == null || storages.containsKey(storage.key())) {
                    throw damaged("its list of storages names one that it does not use, or one twice");
                }
                long elements = elements(channel, position);
                position += Long.BYTES;
                Storage whole = new Storage(storage.key(), storage.dtype(), elements, 0);
                long length = bytes(whole);
                if (elements < 0 || length > fileBytes - position) {
                    throw damaged("its storage \"" + storage.key() + "\" ends after the file does");
                }
                storages.put(
                        storage.key(),
                        truths(whole, Tensor.read(channel, position, Shape.of(elements), rawType(whole))));
                position += length;
            }
            return views(state, storages, scope);
        }
    }

    private long elements(FileChannel channel, long position) throws IOException {
        if (position > fileBytes - Long.BYTES) {
            throw damaged("it ends early");
        }
        try (Scope scope = Scope.open()) {
            return Tensor.read(channel, position, Shape.of(1), DType.INT64).toLongs()[0];
        }
    }

    // ---- both

    private Map<String, StoredTensor> state(Object value) {
        if (value instanceof Dictionary dictionary) {
            Map<String, Object> entries = dictionary.byName();
            Map<String, StoredTensor> state = tensors(entries);
            for (String wrapper : WRAPPERS) {
                if (state.isEmpty() && entries.get(wrapper) instanceof Dictionary inner) {
                    state = tensors(inner.byName());
                }
            }
            if (!state.isEmpty()) {
                return state;
            }
            throw new InputException(
                    file + " has no state dictionary: no tensors by name, neither at its top nor under "
                            + String.join(", ", WRAPPERS) + ". It has "
                            + entries.keySet().stream().limit(20).toList() + ".");
        }
        throw new InputException(file + " has no state dictionary, but a "
                + value.getClass().getSimpleName() + ". Save one with torch.save(model.state_dict(), path).");
    }

    private static Map<String, StoredTensor> tensors(Map<String, Object> entries) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        entries.forEach((name, value) -> {
            if (value instanceof StoredTensor tensor) {
                tensors.put(name, tensor);
            }
        });
        return tensors;
    }

    private Map<String, Tensor> views(Map<String, StoredTensor> state, Map<String, Tensor> storages, Scope scope) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        state.forEach((name, stored) -> {
            Tensor storage = storages.get(stored.storage().key());
            if (storage == null || storage.dtype() != stored.storage().dtype()) {
                throw damaged("tensor \"" + name + "\" has a storage that is not there");
            }
            tensors.put(name, view(name, stored, storage));
        });
        List<Tensor> kept = new ArrayList<>(tensors.values());
        kept.forEach(scope::keep);
        return tensors;
    }

    private Tensor view(String name, StoredTensor stored, Tensor storage) {
        long[] sizes = longs(stored.sizes());
        long[] steps = longs(stored.steps());
        try {
            long start = Math.addExact(stored.storage().start(), stored.offset());
            long elements = 1;
            long last = start;
            for (int i = 0; i < Math.min(sizes.length, steps.length); i++) {
                elements = Math.multiplyExact(elements, sizes[i]);
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, sizes[i] - 1), steps[i]));
            }
            boolean fits = sizes.length == steps.length
                    && (elements == 0 || (last < storage.elements() && elements <= storage.elements()));
            if (fits) {
                return elements == 0
                        ? Tensor.empty(Shape.of(sizes), storage.dtype())
                        : storage.strided(sizes, steps, start);
            }
        } catch (ArithmeticException e) {
            // Beyond any storage, which is told below.
        }
        throw damaged("tensor \"" + name + "\" of sizes " + stored.sizes() + " and steps " + stored.steps()
                + " reaches beyond its storage of " + storage.elements() + " elements");
    }

    /** For the engine a bool that is neither 0 nor 1 is undefined. */
    private static Tensor truths(Storage storage, Tensor raw) {
        return storage.dtype() == DType.BOOL ? raw.ne(0) : raw;
    }

    private static DType rawType(Storage storage) {
        return storage.dtype() == DType.BOOL ? DType.UINT8 : storage.dtype();
    }

    private long bytes(Storage storage) {
        if (storage.elements() > fileBytes) {
            throw damaged("its storage \"" + storage.key() + "\" claims " + storage.elements()
                    + " elements, but the file has " + fileBytes + " bytes");
        }
        return storage.elements() * storage.dtype().bytes();
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private InputException damaged(String reason) {
        return new InputException(
                file + " is damaged or not a PyTorch file: " + reason + ". Copy, download or save it again.");
    }
}
