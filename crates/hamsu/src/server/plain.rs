//! Between the listener and the data side of APIs.

use api_http::{ApiHttp, BODY_BYTES_MAX, NoBody, is_api_request};
use bytes::Bytes;
use gateway::{Lack, Plain, PlainRequest};
use http::Response;
use service::Boxed;

/// Serves requests to APIs.
pub struct Apis(pub ApiHttp);

impl Plain for Apis {
    fn is_mine(&self, host: &str, path: &str) -> bool {
        is_api_request(host, path)
    }

    fn body_max(&self) -> usize {
        BODY_BYTES_MAX
    }

    fn serve(&self, request: PlainRequest) -> Boxed<Response<Bytes>> {
        let apis = self.0.clone();
        Box::pin(async move {
            let body = request.body.map_err(|lack| match lack {
                Lack::TooLarge => NoBody::TooLarge,
                Lack::Incomplete => NoBody::Incomplete,
                Lack::Busy => NoBody::Busy,
            });
            apis.serve(request.head, body, request.remote).await
        })
    }
}
