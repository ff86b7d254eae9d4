package ai.vivace.trees.exchange;

import ai.vivace.base.InputException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files of other libraries, and says of what is wrong with one where it is. */
final class Source {
    private Source() {}

    /** Makes something of a stream. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    static <T> T read(Path file, Reader<T> reader) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, reader);
        } catch (NoSuchFileException e) {
            throw new InputException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new InputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static <T> T read(String name, InputStream in, Reader<T> reader) throws IOException {
        try {
            return reader.read(in);
        } catch (EOFException e) {
            throw new InputException(name + " cannot be imported: it ends early.", e);
        } catch (JsonProcessingException e) {
            throw new InputException(name + " cannot be imported: it is no JSON: " + e.getOriginalMessage(), e);
        } catch (InputException e) {
            throw new InputException(name + " cannot be imported: " + e.getMessage(), e);
        }
    }
}
