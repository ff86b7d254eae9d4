package ai.vivace.store;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights by name, from a file of safetensors or of PyTorch. Nothing in such a file is run.
 *
 * <p>The tensors belong to the scope they were read in, as all new tensors do; where there is none, closing this frees them. Tensors of
 * a PyTorch file may share memory.
 *
 * @param file where they are from
 * @param format how they were stored
 * @param tensors by name, in the order of the file and in its types; without the prefixes that PyTorch's wrappers put before all names
 */
public record WeightFile(Path file, Format format, Map<String, Tensor> tensors) implements AutoCloseable {
    /** What DataParallel and torch.compile put before each name. */
    private static final List<String> PREFIXES = List.of("module.", "_orig_mod.");

    /** How weights are stored; told by content, whatever the file is called. */
    public enum Format {
        /** safetensors. */
        SAFETENSORS,
        /** PyTorch's since 1.6: a zip archive; usually {@code .pth} or {@code .pt}. */
        PYTORCH,
        /** PyTorch's before 1.6: pickles one after the other; sometimes {@code .th}. */
        PYTORCH_LEGACY
    }

    public WeightFile {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Reads all of a file.
     *
     * @throws InputException when it is missing, unreadable, damaged, in another format, or holds more than weights
     */
    public static WeightFile read(Path file) {
        try (Scope scope = Scope.open()) {
            Format format = format(file);
            Map<String, Tensor> tensors =
                    switch (format) {
                        case SAFETENSORS -> Safetensors.read(file).tensors();
                        case PYTORCH -> PyTorchFile.readZip(file);
                        case PYTORCH_LEGACY -> PyTorchFile.readLegacy(file);
                    };
            tensors.values().forEach(scope::keep);
            return new WeightFile(file, format, withoutPrefixes(tensors));
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException
                    ? "there is no such file"
                    : e.getClass().getSimpleName() + ": " + e.getMessage();
            throw new InputException("Cannot read " + file + ": " + reason + ".", e);
        }
    }

    private static Format format(Path file) throws IOException {
        InputException.require(
                !Files.isDirectory(file), () -> "Cannot read " + file + ": it is a folder. Give a file of weights.");
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(64);
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        InputException.require(start.length > 0, () -> file + " is empty. Copy or download it again.");
        InputException.require(
                !text.startsWith("version https://git-lfs"),
                () -> file + " is only a pointer to a file in Git's large file storage. Fetch it with git lfs pull.");
        InputException.require(
                !text.stripLeading().startsWith("<"),
                () -> file + " is a web page, not weights. Give the address of the file itself.");
        if (text.startsWith("PK\u0003\u0004")) {
            return Format.PYTORCH;
        }
        return start[0] == (byte) 0x80 && start.length > 8 && start[8] != '{'
                ? Format.PYTORCH_LEGACY
                : Format.SAFETENSORS;
    }

    private static Map<String, Tensor> withoutPrefixes(Map<String, Tensor> tensors) {
        Map<String, Tensor> named = tensors;
        boolean again = true;
        while (again) {
            again = false;
            for (String prefix : PREFIXES) {
                if (!named.isEmpty() && named.keySet().stream().allMatch(name -> name.startsWith(prefix))) {
                    Map<String, Tensor> shorter = new LinkedHashMap<>();
                    named.forEach((name, tensor) -> shorter.put(name.substring(prefix.length()), tensor));
                    named = shorter;
                    again = true;
                }
            }
        }
        return named;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
