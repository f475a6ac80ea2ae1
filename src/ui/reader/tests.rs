//! Facts about the reader pane.
