package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.exchange.LightGbmFormat;
import ai.vivace.trees.exchange.OnnxFormat;
import ai.vivace.trees.exchange.XgboostFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Writes a model of trees for other programs. */
@Command(
        name = "export",
        description = "Write a model for XGBoost, LightGBM or an ONNX runtime, or as Vivace's own JSON.",
        footer = {
            "  vivace trees export runs/titanic --format xgboost --out titanic.json",
            "  vivace trees export runs/titanic --format onnx --out titanic.onnx"
        })
final class TreesExportCommand implements Callable<Integer> {
    private static final Map<String, Format> FORMATS = formats();

    /** What a program reads. */
    private record Format(String ending, BiConsumer<TreeEnsemble, Path> writer) {}

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TreesCommand trees;

    @Mixin
    private final TreesModelArgument model = new TreesModelArgument();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            required = true,
            description = "xgboost (.json), lightgbm (.txt), onnx (.onnx) or json (Vivace's own).")
    @SuppressWarnings("NullAway.Init")
    private String format;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    private static Map<String, Format> formats() {
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("xgboost", new Format(".json", XgboostFormat::write));
        formats.put("lightgbm", new Format(".txt", LightGbmFormat::write));
        formats.put("onnx", new Format(".onnx", OnnxFormat::write));
        formats.put("json", new Format(".json", TreeEnsemble::save));
        return formats;
    }

    @Override
    public Integer call() {
        Console console = trees.console();
        Format chosen = FORMATS.get(format);
        if (chosen == null) {
            throw new InputException(Spelling.unknown("format", format, FORMATS.keySet()));
        }
        InputException.require(
                out.toString().toLowerCase(Locale.ROOT).endsWith(chosen.ending()),
                () -> "--out must be a file whose name ends in " + chosen.ending()
                        + ", by which programs know the format " + format + ", but was " + out + ".");
        RunFolder.checkWritable(out, "--out");
        chosen.writer().accept(model.load(), out);
        console.note("Wrote " + out + ".");
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model", model.file().toString());
        document.put("format", format);
        document.put("out", out.toString());
        console.document(document);
        return 0;
    }
}
