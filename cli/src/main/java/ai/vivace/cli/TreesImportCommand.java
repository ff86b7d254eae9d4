package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.exchange.LightGbmFormat;
import ai.vivace.trees.exchange.XgboostFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes a model of XGBoost or LightGBM one of ours. */
@Command(
        name = "import",
        description = {
            "Read a model of XGBoost (JSON or UBJSON) or LightGBM (text), which it finds out, and write it as one of Vivace's.",
            "All other commands take it then."
        },
        footer = {
            "  vivace trees import xgboost.ubj --out model.vivacetrees",
            "  vivace trees import lightgbm.txt --out model.json"
        })
final class TreesImportCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TreesCommand trees;

    @Parameters(index = "0", paramLabel = "FILE", description = "The other program's file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "MODEL",
            required = true,
            description = "The file to write; as JSON where it ends in .json, else in the compact form.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public Integer call() {
        Console console = trees.console();
        RunFolder.checkWritable(out, "--out");
        boolean xgboost = startsWithBrace();
        TreeEnsemble model = xgboost ? XgboostFormat.read(file) : LightGbmFormat.read(file);
        model.save(out);
        String program = xgboost ? "XGBoost" : "LightGBM";
        console.note("Read a model of " + program + " with " + model.trees().size() + " trees and wrote " + out + ".");
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("program", program);
        document.put("trees", model.trees().size());
        document.put("out", out.toString());
        console.document(document);
        return 0;
    }

    /** JSON and UBJSON both begin so, LightGBM's text with a word. */
    private boolean startsWithBrace() {
        try (InputStream in = Files.newInputStream(file)) {
            int first = in.read();
            while (first >= 0 && Character.isWhitespace(first)) {
                first = in.read();
            }
            return first == '{';
        } catch (NoSuchFileException e) {
            throw new InputException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + " (" + e + ").", e);
        }
    }
}
