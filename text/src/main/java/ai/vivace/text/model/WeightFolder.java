package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.store.WeightFile;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The weights of a folder as Hugging Face lays it out: one file, or several with an index that says which tensor is in which. */
public final class WeightFolder {
    private static final String INDEX = "model.safetensors.index.json";
    private static final List<String> SINGLE = List.of("model.safetensors", "pytorch_model.bin");

    private WeightFolder() {}

    /**
     * Reads all weights. The tensors belong to the scope they are read in.
     *
     * @throws InputException when there are none, a file that the index names is missing, or it has not what the index says
     */
    public static Map<String, Tensor> read(Path folder) {
        Path index = folder.resolve(INDEX);
        if (Files.isRegularFile(index)) {
            return sharded(folder, index);
        }
        Path file = SINGLE.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new InputException("There are no weights in " + folder + ": neither " + INDEX
                        + " nor " + String.join(" nor ", SINGLE) + "."));
        return WeightFile.read(file).tensors();
    }

    private static Map<String, Tensor> sharded(Path folder, Path index) {
        ConfigurationFile names = ConfigurationFile.read(index).object("weight_map");
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : names.names()) {
            String file = names.text(name);
            InputException.require(
                    file.matches("[\\w.-]+") && !file.startsWith("."),
                    () -> index + ": \"" + file + "\" is not the name of a file beside it.");
            files.put(name, file);
        }
        Map<String, Tensor> all = new LinkedHashMap<>();
        try (Scope scope = Scope.open()) {
            for (String file : new TreeSet<>(files.values())) {
                Map<String, Tensor> part = WeightFile.read(folder.resolve(file)).tensors();
                files.forEach((name, in) -> {
                    if (in.equals(file)) {
                        InputException.require(
                                part.containsKey(name),
                                () -> index + " says that \"" + name + "\" is in " + file + ", but it is not.");
                        all.put(name, scope.keep(Objects.requireNonNull(part.get(name))));
                    }
                });
            }
        }
        return all;
    }
}
