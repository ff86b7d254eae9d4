package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.onnx.OnnxExport;
import ai.vivace.store.onnx.OnnxSignature;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes a model for programs without Vivace. */
@Command(
        name = "export",
        description = {
            "Write a model as ONNX, for programs and devices without Vivace.",
            "The file takes raw inputs, as from 0 to 255 for pictures, red first, in batches of any size."
        },
        footer = {
            "  vivace export runs/digits --onnx digits.onnx",
            "  vivace export pets.vivace --onnx pets.onnx --without-preprocessing"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String ENDING = ".onnx";

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Mixin
    private final ModelArgument model = new ModelArgument();

    @Option(names = "--onnx", paramLabel = "FILE", required = true, description = "The file to write (.onnx).")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--without-preprocessing",
            description = "Leave scaling and normalisation out: the file takes inputs as the first layer does.")
    private boolean withoutPreprocessing;

    @Option(names = "--overwrite", description = "Replace a file that is there already.")
    private boolean overwrites;

    @Override
    public Integer call() {
        InputException.require(
                out.toString().toLowerCase(Locale.ROOT).endsWith(ENDING),
                () -> "--onnx must be a file whose name ends in " + ENDING
                        + ", by which programs know the format, but was " + out + ".");
        InputException.require(
                overwrites || !Files.exists(out),
                () -> out + " is there already. Give another --onnx, or replace it with --overwrite.");
        RunFolder.checkWritable(out, "--onnx");
        Path file = model.file();
        Engine.start();
        try (ExportedModel exported = ExportedModel.read(file)) {
            OnnxExport export = OnnxExport.of(exported);
            OnnxSignature signature = (withoutPreprocessing ? export.withoutPreprocessing() : export).write(out);
            Console console = main.console();
            console.note("Wrote " + out + ": " + signature.nodes() + " operations of opset " + OnnxExport.OPSET + ", "
                    + String.format(Locale.ROOT, "%.1f MB.", signature.bytes() / 1e6));
            console.note("It takes " + text(signature.inputs()) + " and gives " + text(signature.outputs()) + ".");
            console.document(document(file, signature));
        }
        return 0;
    }

    private static String text(Map<String, Shape> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " "
                        + LongStream.of(value.getValue().withoutFirst().toArray())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(", ", "[N, ", "]")))
                .collect(Collectors.joining(" and "));
    }

    private Map<String, Object> document(Path file, OnnxSignature signature) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", file.toString());
        document.put("onnx", out.toString());
        document.put("opset", OnnxExport.OPSET);
        document.put("inputs", sizes(signature.inputs()));
        document.put("outputs", sizes(signature.outputs()));
        document.put("operations", signature.nodes());
        document.put("bytes", signature.bytes());
        return document;
    }

    /** Sizes without the batch's, by name. */
    private static Map<String, Object> sizes(Map<String, Shape> values) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        values.forEach((name, shape) -> sizes.put(
                name, LongStream.of(shape.withoutFirst().toArray()).boxed().toList()));
        return sizes;
    }
}
