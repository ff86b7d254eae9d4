package ai.vivace.vision.picture;

import java.util.function.Supplier;

/** See {@link PictureCache#none}. */
record NoCache() implements PictureCache {
    @Override
    public DecodedPicture get(String key, Supplier<DecodedPicture> decoding) {
        return decoding.get();
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
